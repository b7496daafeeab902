/** Every case in Node, every contender on it. */
import { readFile } from "node:fs/promises";
import { harperLap } from "./harper.ts";
import { measureAll } from "./measure.ts";
import { readTask, tell } from "./task.ts";

tell(await measureAll(readTask(), (path) => readFile(path), { harper: harperLap }));
