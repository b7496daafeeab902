/**
 * The worker is killed, the person types on: milliseconds from the keystroke to the underline, in
 * the page's own clock. Once with the real worker, once with the same worker and no Wasm in it.
 */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { Composer } from "../e2e/composer.ts";
import { Scene } from "../e2e/scene.ts";
import { readTask, tell } from "./task.ts";
import { median } from "./turns.ts";

const rounds = 9;
const words = "Guaranteed 8% returns";

const task = readTask();
const scenes = {
  vouch: await Scene.paired(),
  fixed: await Scene.paired([], (extension) =>
    copyFile(task.fixedWorker, join(extension, "background.js")),
  ),
};
const composers = {
  vouch: (await scenes.vouch.writing("classic")).composer,
  fixed: (await scenes.fixed.writing("classic")).composer,
};
const times: { vouch: number[]; fixed: number[] } = { vouch: [], fixed: [] };
for (let round = 0; round < rounds; round++) {
  for (const name of ["vouch", "fixed"] as const) {
    times[name].push(await once(scenes[name], composers[name]));
  }
}
for (const scene of Object.values(scenes)) await scene.end();
tell({ vouch: median(times.vouch), fixed: median(times.fixed) });

async function once(scene: Scene, composer: Composer): Promise<number> {
  await composer.page.bringToFront();
  await composer.clear();
  await composer.type("We like AcmeX. ");
  await composer.waitUnpainted();
  await composer.page.evaluate(watchForPaint);
  await scene.browser.closeWorker();
  await composer.page.keyboard.insertText(words);
  return composer.page.evaluate(() => (window as unknown as Watched).painted);
}

interface Watched {
  painted: Promise<number>; // milliseconds
}

/** From the next input to the first painted range, looked for as often as the page allows. */
function watchForPaint(): void {
  const painted = new Promise<number>((resolve) => {
    let began = 0;
    const onInput = (): void => {
      began = performance.now();
    };
    document.addEventListener("input", onInput, { capture: true, once: true });
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const ranges = [...CSS.highlights.values()].flatMap((each) => [...each]);
      if (began > 0 && ranges.some((range) => String(range) !== "")) {
        channel.port1.close();
        resolve(performance.now() - began);
      } else {
        channel.port2.postMessage(0);
      }
    };
    channel.port2.postMessage(0);
  });
  Object.assign(window, { painted });
}
