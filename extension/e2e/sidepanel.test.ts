/** The real side panel: a target of the browser, no page; it opens when a press is held. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { promise, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

test("a held press opens the side panel, which gives the reason", async () => {
  const { cdp } = scene.browser;
  const composer = await scene.page("classic");
  await composer.page.bringToFront();
  await composer.open();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  await composer.postButton.click();
  const target = await until("the side panel", async () => {
    const { targetInfos } = await cdp.send("Target.getTargets");
    return targetInfos.find((each) => each.url === scene.browser.address("panel.html"));
  });
  const text = await until("its words", async () => {
    const words = await scene.browser.evaluate(target.targetId, "document.body.innerText");
    return words.includes("has not gone out") && words;
  });
  expect(text).toContain("Guaranteed");
  expect(await composer.isOpen()).toBe(true);
});
