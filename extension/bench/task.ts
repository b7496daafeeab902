/** What scripts/bench hands over: one JSON file, named as the first argument. */
import { readFileSync } from "node:fs";

export interface Task {
  readonly checker: string; // path of checker.wasm
  readonly goregexp: string; // path of the same rules on Go's regexp
  readonly bundle: string; // path of a sealed bundle of the rules
  readonly key: string; // its public key, hex
  readonly workspace: string;
  readonly patterns: readonly string[]; // the same rules as regular expressions
  readonly texts: readonly string[];
  readonly fixedWorker: string; // path of a background.js that answers without Wasm
}

export function readTask(): Task {
  const file = process.argv[2];
  if (file === undefined) throw new Error("the task's file is missing");
  return JSON.parse(readFileSync(file, "utf8")) as Task;
}

export function tell(results: unknown): void {
  process.stdout.write(`${JSON.stringify(results)}\n`);
}
