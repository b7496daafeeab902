/** The cases of a task, one after the other: medians of contenders, and our own tail. */
import { contendersOf, type Files, insideLap, openVouch } from "./contenders.ts";
import type { Case, Task } from "./task.ts";
import { type Lap, percentile, takeTurns, timesOf } from "./turns.ts";

export interface Measured {
  readonly laps: Readonly<Record<string, number>>; // median milliseconds, by contender
  readonly inside: { readonly p50: number; readonly p99: number };
}

export type More = Readonly<Record<string, (texts: readonly string[]) => Promise<Lap>>>;

const rounds = 11;

/** Single calls, so that the tail shows: enough that twenty lie beyond the 99th percentile. */
const calls = 2000;

export async function measureAll(task: Task, files: Files, more: More = {}): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const given of task.cases) all.push(await measure(task, given, files, more));
  return all;
}

async function measure(task: Task, given: Case, files: Files, more: More): Promise<Measured> {
  const laps = await takeTurns(await contendersOf(task, given, files, more), rounds);
  const instance = await openVouch(task, given.bundle, files);
  const times = timesOf(insideLap(instance, given.texts), calls);
  return { laps, inside: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) } };
}
