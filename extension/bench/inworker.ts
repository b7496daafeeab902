/** The worker of browser.ts: measures the task it is sent and posts the results. */
import { measureAll } from "./measure.ts";
import type { Task } from "./task.ts";

const files = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fetch(path)).arrayBuffer());

self.onmessage = async (event: MessageEvent<Task>): Promise<void> => {
  try {
    self.postMessage(await measureAll(event.data, files));
  } catch (cause) {
    setTimeout(() => {
      throw cause; // where the page's onerror hears of it
    });
  }
};
