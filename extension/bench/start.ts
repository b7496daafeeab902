/** From the file to the first answer, each time anew: compile, instantiate, load, check. */
import { LocalLinter } from "harper.js";
import { binaryInlined } from "harper.js/binaryInlined";
import { openVouch, vouchLap } from "./contenders.ts";
import { readTask, tell } from "./task.ts";
import { median } from "./turns.ts";

const rounds = 7;
const task = readTask();
const text = task.texts[0] ?? "";

const vouch = async (): Promise<unknown> => vouchLap(await openVouch(task), text)();
const harper = async (): Promise<unknown> => {
  const linter = new LocalLinter({ binary: binaryInlined });
  await linter.setup();
  return linter.lint(text);
};

const times: { vouch: number[]; harper: number[] } = { vouch: [], harper: [] };
for (let round = 0; round < rounds; round++) {
  times.vouch.push(await timed(vouch));
  times.harper.push(await timed(harper));
}
tell({ vouch: median(times.vouch), harper: median(times.harper) });

async function timed(once: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await once();
  return performance.now() - begin;
}
