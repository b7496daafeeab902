/** One text after the other, every contender on it: median milliseconds a check. */
import { goLap, insideLap, joinedLap, openVouch, regexpLap, vouchLap } from "./contenders.ts";
import { harperLap } from "./harper.ts";
import { readTask, tell } from "./task.ts";
import { takeTurns } from "./turns.ts";

const rounds = 15;

const task = readTask();
const vouch = await openVouch(task);
const results: Record<string, number>[] = [];
for (const text of task.texts) {
  const contenders = {
    vouch: vouchLap(vouch, text),
    inside: insideLap(vouch, text),
    regexp: regexpLap(task.patterns, text),
    joined: joinedLap(task.patterns, text),
    go: await goLap(task, text),
    harper: await harperLap(text),
  };
  results.push(await takeTurns(contenders, rounds));
}
tell(results);
