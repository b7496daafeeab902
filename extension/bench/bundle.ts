/** A signed bundle into a fresh module: verify and load, the instance already running. */
import { readFile } from "node:fs/promises";
import { start } from "../checker/instance.ts";
import { readAnswer } from "../wire/frames.ts";
import { bundleFrame } from "./contenders.ts";
import { firstCase, readTask, tell } from "./task.ts";
import { median } from "./turns.ts";

const rounds = 15;
const task = readTask();
const module = await WebAssembly.compile(await readFile(task.checker));
const frame = bundleFrame(task, await readFile(firstCase(task).bundle));

const times: number[] = [];
let memory = 0;
for (let round = 0; round < rounds; round++) {
  const instance = await start(module);
  const begin = performance.now();
  readAnswer(instance.ask("load", frame));
  times.push(performance.now() - begin);
  memory = instance.memoryBytes();
}
tell({ load: median(times), memory });
