/** What scripts/bench hands over: one JSON file, named as the first argument. Files are paths. */
import { readFileSync } from "node:fs";

export interface Task {
  readonly checker: string; // checker.wasm
  readonly goregexp: string; // Go's regexp as a module
  readonly limit: string; // one pass over the bytes, as a module
  readonly key: string; // the public key of bundles, hex
  readonly workspace: string;
  readonly cases: readonly Case[];
  readonly fixedWorker: string; // a background.js that answers without Wasm
}

/** A text, the rules it is checked by, and who is measured beside ours. */
export interface Case {
  readonly bundle: string; // the rules, sealed
  readonly fewer: string; // fewer rules, sealed; empty where nobody asks
  readonly expressions: readonly string[]; // the rules as expressions; (?i) in front is a flag
  readonly texts: readonly string[]; // the same text, a word more each time in another place
  readonly against: readonly string[] | null; // keys of contenders
}

export function readTask(): Task {
  const file = process.argv[2];
  if (file === undefined) throw new Error("the task's file is missing");
  return JSON.parse(readFileSync(file, "utf8")) as Task;
}

export function firstCase(task: Task): Case {
  const [first] = task.cases;
  if (first === undefined) throw new Error("the task has no case");
  return first;
}

export function tell(results: unknown): void {
  process.stdout.write(`${JSON.stringify(results)}\n`);
}
