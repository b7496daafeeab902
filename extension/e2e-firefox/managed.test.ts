/** A company that pushes the extension by policy, as Firefox is told of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { promise, promissory } from "../e2e/scene.ts";
import { until } from "../e2e/wait.ts";
import { Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.set((line) => ({
    server: line.url,
    workspace: "acme",
    card: "off",
    consent: { painting: false },
    consent_locked: true,
  }));
});

afterAll(async () => {
  await scene?.end();
});

test("a managed Firefox pairs with its company's server alone, and does as the policy says", async () => {
  const first = await scene.panel();
  const server = scene.line.url;
  await until("the policy's server", async () => (await first.value("pair-server")) === server);
  await first.offer(scene.vouch.run.url, scene.vouch.run.pairing_code);
  await first.waitWords("pair-problem", `pairs with ${server} only`);
  await first.pair(server, scene.vouch.run.pairing_code);
  expect(await first.switch("painting")).toEqual({ on: false, open: false });
  expect(await first.switch("holding")).toEqual({ on: true, open: false });
  await first.consent();
  await first.page.close();

  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await panel.waitFinding(promissory);
  expect(await composer.painted()).toEqual([]);
  await composer.post();
  await panel.waitWords("held", "has not gone out");
  expect(await composer.isOpen()).toBe(true);
  expect(await panel.switch("painting")).toEqual({ on: false, open: false });
  expect(await panel.switch("card")).toEqual({ on: false, open: false });
  // What a policy may not decide is the person's own.
  expect(await panel.switch("comments")).toEqual({ on: false, open: true });
  expect(await panel.switch("messages")).toEqual({ on: false, open: true });
});
