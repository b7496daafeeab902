/** Without a line to the server, checks go on by the last good rules. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "./axe.ts";
import { Desk } from "./desk.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

test("offline, findings still come, and the panel says how old the rules are", async () => {
  scene.line.cut();
  await scene.browser.killWorker();
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  await panel.finding(promissory).waitFor();
  await panel.sync();
  await panel.waitText("rules-age", /Last answer from the server (just now|.* ago)\. \S/);
  expect(await panel.part("rules-age").getAttribute("class")).toContain("offline");
  expect(await panel.part("rules").innerText()).toMatch(/revision 1/);

  scene.line.offline = false;
  await panel.sync();
  await panel.waitText("rules-age", /^Asked /);
  await composer.page.close();
  await panel.page.close();
});

test("rules too old for the company check nothing, hold nothing, and say so until confirmed", async () => {
  const desk = await Desk.enter(scene);
  await desk.go("/settings");
  await desk.page.locator("#when-stale").selectOption("stop");
  await desk.page.getByRole("button", { name: "Save the ages" }).click();
  const watching = await scene.panel();
  await watching.sync();
  await until("the setting to arrive", () => whenStale(watching.page, "stop"));

  scene.line.cut();
  await scene.browser.killWorker();
  await watching.page.evaluate(unheardFor, 15 * 86_400_000);
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await panel.waitVerdict("failed");
  await panel.part("age-means").waitFor();
  expect(await faults(panel.page)).toEqual([]);
  expect(await composer.painted()).toEqual([]);
  await composer.press();
  await until("the post to go out unchecked", async () => !(await composer.isOpen()));

  scene.line.offline = false;
  await composer.page.reload();
  await composer.open();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  await panel.finding(promissory).waitFor();
});

/** What the device holds of the company's choice. */
function whenStale(page: Page, wanted: string): Promise<boolean> {
  return page.evaluate(async (word) => {
    const { settings } = await chrome.storage.local.get("settings");
    return JSON.stringify(settings ?? "").includes(`"when_stale":"${word}"`);
  }, wanted);
}

/** As if so many milliseconds had passed since a server was heard. */
async function unheardFor(passed_ms: number): Promise<void> {
  await chrome.storage.local.set({ unconfirmed: { passed_ms, seen_ms: Date.now() } });
}
