/**
 * From the first sight of the panel to a mended post with the keyboard alone, and every state on
 * the way held against WCAG 2.2 AA in light, dark and at 320 px.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "./axe.ts";
import type { Composer } from "./composer.ts";
import type { Panel } from "./panel.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;
let panel: Panel;
let composer: Composer;

beforeAll(async () => {
  scene = await Scene.set();
  panel = await scene.panel();
});
afterAll(() => scene.end());

test("a person pairs, agrees and is led to try it, by keyboard", async () => {
  const { keyboard } = panel.page;
  await panel.part("pair").waitFor();
  expect(await faults(panel.page)).toEqual([]);
  await panel.tabTo("pair-server");
  await keyboard.type(scene.line.url);
  await panel.tabTo("pair-code");
  await keyboard.type("wrong");
  await keyboard.press("Enter");
  await until("the refusal", async () => (await panel.part("pair-problem").innerText()) !== "");
  await until("the code to be led to", async () => (await panel.focused()) === "pair-code");
  expect(await faults(panel.page)).toEqual([]);

  await keyboard.press("Control+A");
  await keyboard.type(scene.vouch.run.pairing_code);
  await keyboard.press("Enter");
  await panel.part("consent-start").waitFor();
  expect(await faults(panel.page)).toEqual([]);
  await panel.tabTo("switch-painting");
  await keyboard.press("Space");
  expect(await panel.part("switch-painting").isChecked()).toBe(false);
  await keyboard.press("Space");
  await panel.tabTo("consent-start");
  await keyboard.press("Enter");
  await panel.part("verdict").waitFor();
  await until("the verdict to be led to", async () => (await panel.focused()) === "verdict-head");
});

test("an open post's finding is read, disputed and mended by keyboard", async () => {
  await panel.page.close();
  const writing = await scene.writing("practice");
  ({ panel, composer } = writing);
  const { keyboard } = panel.page;
  await composer.type(promise);
  await panel.finding(promissory).waitFor();
  await panel.page.bringToFront();
  expect(await faults(panel.page)).toEqual([]);

  const card = panel.finding(promissory);
  await card.getByTestId("dispute").locator("summary").focus();
  await keyboard.press("Enter");
  await panel.tabTo("dispute-note");
  await keyboard.type("The regulator says so");
  await panel.tabTo("dispute-quote");
  const told = card.getByTestId("dispute-preview");
  expect(await told.innerText()).toContain("The regulator says so");
  expect(await told.innerText()).not.toContain("Guaranteed");
  await keyboard.press("Space");
  expect(await told.innerText()).toContain("Guaranteed");
  expect(await faults(panel.page)).toEqual([]);
  await panel.tabTo("dispute-send");
  await keyboard.press("Enter");
  await panel.waitText("status", "Sent");
  const sent = await until("the dispute in the sent log", async () => {
    const bodies = await panel.part("sent-body").allTextContents();
    return bodies.find((body) => body.includes("disputed"));
  });
  expect(sent).toContain("The regulator says so");

  await card.getByTestId("override").locator("summary").focus();
  await keyboard.press("Enter");
  await panel.tabTo("override-reason");
  await keyboard.type("Compliance agreed");
  await panel.tabTo("override-save");
  await keyboard.press("Enter");
  await card.getByTestId("waived").waitFor();
  expect(await faults(panel.page)).toEqual([]);
  await card.getByTestId("unwaive").focus();
  await keyboard.press("Enter");
  await card.getByTestId("fix").first().waitFor();

  await card.getByTestId("fix").first().focus();
  await keyboard.press("Enter");
  await card.waitFor({ state: "detached" });
  expect(await composer.text()).not.toContain("Guaranteed");
  // The button went with its card; the next place takes the focus, never the top of the page.
  await until("a place for the focus", async () => (await panel.focused()) !== "");
});

test("nothing that is drawn anew takes the focus away", async () => {
  await panel.part("chapter-settings").locator("summary").first().focus();
  await panel.page.keyboard.press("Enter");
  const comments = panel.part("switch-comments");
  await comments.focus();
  await panel.page.keyboard.press("Space");
  await until("the switch to be kept", async () => {
    const kept = await panel.page.evaluate(() => chrome.storage.local.get("consent"));
    return (kept as { consent: { comments: boolean } }).consent.comments;
  });
  expect(await panel.focused()).toBe("switch-comments");
  expect(await comments.isChecked()).toBe(true);
});

test("every chapter is clean: stories, points, what left, the rulebook, settings", async () => {
  await panel.unfoldChapters();
  await panel.part("pack").first().waitFor();
  await panel.part("book-search").fill("guarantee");
  await until("the rules found", async () => (await panel.part("rule").count()) > 0);
  await panel.part("own").first().locator("summary").click();
  await panel.part("sent").first().locator("summary").click();
  expect(await faults(panel.page)).toEqual([]);
  expect(await panel.part("build").innerText()).toMatch(/Version \S+, build [0-9a-f]{16,}/);
});

test.each(["popup.html", "options.html"])("%s is clean", async (name) => {
  const page = await scene.browser.context.newPage();
  await page.goto(scene.browser.address(name));
  await page.locator("h1").first().waitFor();
  await page.getByTestId("workspace").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.close();
});

test("forced colours keep what is chosen apart from what is not", async () => {
  await panel.page.emulateMedia({ forcedColors: "active" });
  const ground = (name: string): Promise<string> =>
    panel.part(`switch-${name}`).evaluate((each) => getComputedStyle(each).backgroundColor);
  expect(await ground("comments")).not.toBe(await ground("messages"));
  await panel.page.emulateMedia({ forcedColors: "none" });
});
