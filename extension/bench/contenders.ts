/** Who judges texts by the same rules, in Node and in a worker of a browser. */
import { type Instance, start } from "../checker/instance.ts";
import { checkFrame, loadFrame, readAnswer } from "../wire/frames.ts";
import { openGuest } from "./guest.ts";
import type { Case, Task } from "./task.ts";
import type { Lap } from "./turns.ts";

const day = 20_778; // 2026-11-21

/** Reads one of the task's files. */
export type Files = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

export async function openVouch(task: Task, bundle: string, files: Files): Promise<Instance> {
  const module = await WebAssembly.compile(await files(task.checker));
  const instance = await start(module);
  readAnswer(instance.ask("load", bundleFrame(task, await files(bundle))));
  return instance;
}

export function bundleFrame(task: Task, bundle: Uint8Array): Uint8Array {
  const pairs = task.key.match(/../g) ?? [];
  const key = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  return loadFrame(bundle, key, { workspace: task.workspace, newer: 0 });
}

/** Hands out texts in turn. */
function inTurn<T>(all: readonly T[]): () => T {
  let next = 0;
  return () => all[next++ % all.length] as T;
}

/** With the answer read, as the worker uses it. */
export function vouchLap(instance: Instance, texts: readonly string[]): Lap {
  const next = inTurn(texts);
  return () =>
    readAnswer(instance.ask("check", checkFrame({ text: next(), surface: "post", day })));
}

/** The call alone, frame in, bytes out. */
export function insideLap(instance: Instance, texts: readonly string[]): Lap {
  const next = inTurn(texts.map((text) => checkFrame({ text, surface: "post", day })));
  return () => instance.ask("check", next());
}

/** One expression a rule, every match with its place. */
function regexpLap(expressions: readonly string[], texts: readonly string[]): Lap {
  const next = inTurn(texts);
  const rules = expressions.map((each) =>
    each.startsWith("(?i)") ? new RegExp(each.slice(4), "gi") : new RegExp(each, "g"),
  );
  return () => {
    const text = next();
    return rules.map((rule) => [...text.matchAll(rule)].map((match) => match.index));
  };
}

/** All rules in two expressions, by case: fewer passes, longer alternatives. */
function joinedLap(expressions: readonly string[], texts: readonly string[]): Lap {
  const join = (all: readonly string[]): string => all.map((each) => `(?:${each})`).join("|");
  const folded = expressions.filter((each) => each.startsWith("(?i)"));
  const exact = expressions.filter((each) => !each.startsWith("(?i)"));
  return regexpLap([`(?i)${join(folded.map((each) => each.slice(4)))}`, join(exact)], texts);
}

/** The contenders that a case asks for, and ours. What a host lacks, `more` leaves out. */
export async function contendersOf(
  task: Task,
  given: Case,
  files: Files,
  more: Readonly<Record<string, (texts: readonly string[]) => Promise<Lap>>>,
): Promise<Record<string, Lap>> {
  const { expressions, texts } = given;
  const known: Record<string, () => Promise<Lap> | Lap> = {
    regexp: () => regexpLap(expressions, texts),
    joined: () => joinedLap(expressions, texts),
    fewer: async () => vouchLap(await openVouch(task, given.fewer, files), texts),
    go: async () => (await openGuest(await files(task.goregexp))).lap("check", texts, expressions),
    scan: async () => (await openGuest(await files(task.limit))).lap("scan", texts),
    read: async () => (await openGuest(await files(task.limit))).lap("read", texts),
  };
  const laps: Record<string, Lap> = {
    vouch: vouchLap(await openVouch(task, given.bundle, files), texts),
  };
  for (const key of given.against ?? []) {
    const open = known[key] ?? more[key]?.bind(undefined, texts);
    if (open !== undefined) laps[key] = await open();
  }
  return laps;
}
