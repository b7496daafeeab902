/** Without a line to the server, checks go on by the last good rules. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { promise, promissory, Scene } from "./scene.ts";

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
});
