/**
 * From the file to the first answer in a process of its own: compile, instantiate, load, check.
 * The second argument names the contender; Node's own start is not counted.
 */
import { readFile } from "node:fs/promises";
import { type Files, openVouch, vouchLap } from "./contenders.ts";
import { harperLap } from "./harper.ts";
import { firstCase, readTask, tell } from "./task.ts";

const task = readTask();
const given = firstCase(task);
const files: Files = (path) => readFile(path);

const contenders: Readonly<Record<string, () => Promise<unknown>>> = {
  vouch: async () => vouchLap(await openVouch(task, given.bundle, files), given.texts)(),
  harper: async () => (await harperLap(given.texts))(),
};

const contender = contenders[process.argv[3] ?? ""];
if (contender === undefined) throw new Error("name the contender: vouch or harper");
const begin = performance.now();
await contender();
tell({ ms: performance.now() - begin });
