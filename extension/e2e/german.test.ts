/**
 * The pages in German. The browser of the tests speaks English alone, so that the German messages
 * stand where it looks for English ones.
 */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languages } from "../fixtures/speaking.ts";
import { faults } from "./axe.ts";
import type { Panel } from "./panel.ts";
import { promise, Scene } from "./scene.ts";

let scene: Scene;
let panel: Panel;

beforeAll(async () => {
  scene = await Scene.set((extension) =>
    cp(join(extension, "_locales/de"), join(extension, "_locales/en"), { recursive: true }),
  );
  panel = await scene.panel();
});
afterAll(() => scene.end());

test("the first run is in German and fits in 320 px", async () => {
  await panel.part("pair").waitFor();
  expect(await panel.page.evaluate(() => document.documentElement.lang)).toBe("de");
  expect(await faults(panel.page)).toEqual([]);
  expect(await english(panel)).toEqual([]);
  await panel.pair(scene.line.url, scene.vouch.run.pairing_code);
  expect(await faults(panel.page)).toEqual([]);
  expect(await english(panel)).toEqual([]);
  await panel.consent();
  await panel.page.close();
});

test("findings and every chapter are in German and fit in 320 px", async () => {
  const writing = await scene.writing("practice");
  panel = writing.panel;
  await writing.composer.type(promise);
  await panel.part("finding").first().waitFor();
  await panel.page.bringToFront();
  await panel.unfoldChapters();
  await panel.part("pack").first().waitFor();
  await panel.part("dispute").first().locator("summary").click();
  expect(await faults(panel.page)).toEqual([]);
  expect(await english(panel)).toEqual([]);
});

/** English messages of ours that stand on the page; what the server and the packs say is theirs. */
async function english({ page }: Panel): Promise<string[]> {
  const shown = await page.innerText("main");
  return Object.entries(languages.en)
    .filter(([key, { message }]) => message.length > 12 && message !== languages.de[key]?.message)
    .map(([, { message }]) => message)
    .filter((message) => !message.includes("$") && shown.includes(message));
}
