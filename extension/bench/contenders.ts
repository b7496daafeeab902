/** Who judges a text by the same rules: our module, V8's RegExp, Go's regexp under Wasm. */
import { readFile } from "node:fs/promises";
import { type Instance, start } from "../checker/instance.ts";
import { wasi } from "../checker/wasi.ts";
import { checkFrame, loadFrame, readAnswer } from "../wire/frames.ts";
import type { Task } from "./task.ts";
import type { Lap } from "./turns.ts";

const day = 20_778; // 2026-11-21

export async function openVouch(task: Task): Promise<Instance> {
  const module = await WebAssembly.compile(await readFile(task.checker));
  const instance = await start(module);
  readAnswer(instance.ask("load", await bundleFrame(task)));
  return instance;
}

export async function bundleFrame(task: Task): Promise<Uint8Array> {
  const key = new Uint8Array(Buffer.from(task.key, "hex"));
  const expect = { workspace: task.workspace, newer: 0 };
  return loadFrame(new Uint8Array(await readFile(task.bundle)), key, expect);
}

/** With the answer read, as the worker uses it. */
export function vouchLap(instance: Instance, text: string): Lap {
  return () => readAnswer(instance.ask("check", checkFrame({ text, surface: "post", day })));
}

/** The call alone, frame in, bytes out. */
export function insideLap(instance: Instance, text: string): Lap {
  const frame = checkFrame({ text, surface: "post", day });
  return () => instance.ask("check", frame);
}

/** One expression a rule, every match with its place. */
export function regexpLap(patterns: readonly string[], text: string): Lap {
  const rules = patterns.map((each) => new RegExp(each, "gi"));
  return () => rules.map((rule) => [...text.matchAll(rule)].map((match) => match.index));
}

/** All phrases in one expression: fewer passes, longer alternatives. */
export function joinedLap(patterns: readonly string[], text: string): Lap {
  return regexpLap([patterns.map((each) => `(?:${each})`).join("|")], text);
}

export async function goLap(task: Task, text: string): Promise<Lap> {
  const held: { memory?: WebAssembly.Memory } = {};
  const memory = (): WebAssembly.Memory => {
    if (held.memory === undefined) throw new Error("no memory yet");
    return held.memory;
  };
  const module = await WebAssembly.compile(await readFile(task.goregexp));
  const { exports } = await WebAssembly.instantiate(module, wasi(memory));
  held.memory = exports["memory"] as WebAssembly.Memory;
  const call = (name: string, n = 0): number => Number((exports[name] as (n: number) => number)(n));
  const give = (input: string): number => {
    const bytes = Buffer.from(input);
    const at = call("alloc", bytes.length); // may grow the memory, so that its buffer is another
    new Uint8Array(memory().buffer, at, bytes.length).set(bytes);
    return bytes.length;
  };
  call("_initialize");
  call("load", give(task.patterns.join("\n")));
  return () => call("check", give(text));
}
