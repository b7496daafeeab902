/**
 * A company that pushes the extension by policy, with a server of its own: the browser asks for
 * leave to reach it on the Pair click, works on that server's practice page, and gives it back.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Composer } from "./composer.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

const host = "vouch.test";
const origins = [`https://${host}/*`];

beforeAll(async () => {
  scene = await Scene.elsewhere(host, (line) => ({
    allowed: origins,
    policy: {
      server: line.url,
      workspace: "acme",
      card: "off",
      consent: { painting: false },
      consent_locked: true,
    },
  }));
});

afterAll(async () => {
  await scene?.end();
});

test("a managed browser pairs with its company's server and with no other, as the policy says", async () => {
  const panel = await scene.panel();
  const mayReach = (): Promise<boolean> =>
    panel.page.evaluate((asked) => chrome.permissions.contains({ origins: asked }), origins);
  const scripts = (): Promise<number> =>
    panel.page.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length);

  const server = panel.part("pair-server");
  await until("the policy's server", async () => (await server.inputValue()) === scene.line.url);
  await expect(panel.pair(scene.vouch.run.url, scene.vouch.run.pairing_code)).rejects.toThrow(
    /pairs with https:\/\/vouch\.test:\d+ only/,
  );
  expect([await mayReach(), await scripts()]).toEqual([false, 0]);

  await panel.pair(scene.line.url, scene.vouch.run.pairing_code);
  expect(await mayReach()).toBe(true);
  await until("its practice page to be read", async () => (await scripts()) === 1);
  const painting = panel.part("switch-painting");
  expect([await painting.isChecked(), await painting.isDisabled()]).toEqual([false, true]);
  await panel.consent();
  await panel.page.close();

  const page = await scene.browser.context.newPage();
  await page.goto(`${scene.line.url}/practice`);
  const composer = new Composer(page, "practice");
  const watching = await scene.panel(composer.page);
  await composer.page.bringToFront();
  await composer.open();
  await composer.type(promise);
  await watching.finding(promissory).waitFor();
  expect(await composer.painted()).toEqual([]);

  watching.page.on("dialog", (dialog) => void dialog.accept());
  await watching.part("chapter-settings").locator("summary").first().click();
  await watching.part("unpair").click();
  await until("the leave to be given back", async () =>
    watching.page.evaluate(
      async (asked) => !(await chrome.permissions.contains({ origins: asked })),
      origins,
    ),
  );
  await until("no page to be read", () =>
    watching.page.evaluate(
      async () => (await chrome.scripting.getRegisteredContentScripts()).length === 0,
    ),
  );
});
