/** Editors in frames: what a person sees is checked as anywhere else, what nobody sees is left alone. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Composer } from "./composer.ts";
import { paintedWords } from "./painted.ts";
import type { Panel } from "./panel.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";
import { closePages, everywhere } from "./writing.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await everywhere(await Scene.paired());
});

afterAll(async () => {
  await scene?.end();
});

afterEach(() => closePages(scene));

const harmless = "Acme Cloud runs in Oslo now.";
const inSight = "opacity: 1; z-index: 1";

/** Each alone hides a frame that would be in sight. */
const unseen = ["opacity: 0", "z-index: -1", "visibility: hidden", "width: 0"];

test("a frame that nobody sees is left alone, though it has the focus and is written in", async () => {
  const { composer, panel, frame, decoy } = await withDecoy();
  const { page } = composer;
  for (const style of unseen) {
    await wear(page, `${inSight}; ${style}`);
    await decoy.evaluate((editor) => (editor as HTMLElement).focus());
    await page.keyboard.type("Guaranteed. ");
  }
  await wear(page, "");
  // What is asked of the worker later is answered later.
  await composer.open();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  expect(await paintedIn(frame)).toEqual([]);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await panel.waitText("verdict-head", "No post open");
});

test("a frame that comes into sight is read from the next key on, and no longer than it is seen", async () => {
  const { composer, panel, frame, decoy } = await withDecoy();
  const { page } = composer;
  await decoy.focus();
  await wear(page, inSight);
  await page.keyboard.type("Really. ");
  await until("the underline", async () =>
    (await paintedIn(frame)).some((each) => each.includes("Guaranteed")),
  );
  await panel.finding(promissory).waitFor();
  await wear(page, "");
  await decoy.evaluate((editor) => {
    editor.innerHTML = "<p>Guaranteed 9% returns with AcmeX, in secret</p>";
  });
  await panel.finding(promissory).waitFor({ state: "detached" });
  expect((await paintedIn(frame)).join("")).toBe("");
});

test("frames at other addresses are nothing to us", async () => {
  const { composer } = await withDecoy();
  const { page } = composer;
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.src = "/in/ada-advocate/edit/about/?ui=sdui";
    frame.name = "other";
    frame.style.cssText = "position: fixed; inset: 0; width: 100%; z-index: 1";
    document.body.append(frame);
  });
  const other = page.frameLocator('[name="other"]');
  await other.locator('main [role="textbox"]').focus();
  await page.keyboard.type(promise);
  await page.locator('[name="other"]').evaluate((frame) => {
    (frame as HTMLElement).style.height = "1px";
  });
  await composer.open();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  expect(await paintedIn(other)).toEqual([]);
});

test("a page and its frame keep their findings, and the panel speaks of the one turned to", async () => {
  const page = await scene.browser.context.newPage();
  await page.goto(Composer.addressOf("message frame", ""));
  const post = new Composer(page, "interop");
  const message = new Composer(page, "message frame");
  const panel = await scene.panel(page);
  await page.bringToFront();
  await post.open();
  await post.type(promise);
  await shown(panel, "Guaranteed 8% returns");

  await message.open();
  await message.type("Guaranteed returns with AcmeX!!");
  await shown(panel, "Guaranteed returns");
  await message.waitPainted("Guaranteed returns");
  expect(await post.painted()).toEqual(["Guaranteed 8% returns"]);

  // What is asked in the panel is done where it speaks of.
  await message.pause();
  await panel.finding(promissory).getByTestId("fix").first().click();
  await panel.finding(promissory).waitFor({ state: "detached" });
  expect(await message.text()).not.toContain("Guaranteed");
  expect(await post.text()).toBe(promise);
  await message.waitUnpainted();
  expect(await post.painted()).toEqual(["Guaranteed 8% returns"]);

  await post.editor.focus();
  await shown(panel, "Guaranteed 8% returns");
  await panel.finding(promissory).getByTestId("show").click();
  await until("the words to be selected", () => post.page.evaluate(isSelected));

  // A press that is held brings its own reason, wherever the person was before.
  await message.clear();
  await message.type(promise);
  await shown(panel, "Guaranteed 8% returns");
  const before = scene.fixture.published.length;
  await post.press();
  await panel.part("held").waitFor();
  expect(await message.text()).toBe(promise);
  expect(scene.fixture.published.length).toBe(before);

  // A worker that has just begun hears of both again; a frame takes its composer along.
  await message.editor.focus();
  await scene.browser.killWorker();
  await message.clear();
  await message.type(harmless);
  await panel.waitVerdict("clear");
  await post.editor.focus();
  await shown(panel, "Guaranteed 8% returns");
  await message.editor.focus();
  await panel.waitVerdict("clear");
  await page.locator(frameElement).evaluate((frame) => frame.remove());
  await shown(panel, "Guaranteed 8% returns");
});

const frameElement = '[data-testid="interop-iframe"]';

/** An interop page, whose hidden frame holds a promise. */
async function withDecoy(): Promise<{
  composer: Composer;
  panel: Panel;
  frame: FrameLocator;
  decoy: Locator;
}> {
  const composer = await scene.page("interop");
  const { page } = composer;
  const panel = await scene.panel(page);
  await page.bringToFront();
  await page.locator("body[data-rehydrated]").waitFor();
  const frame = page.frameLocator(frameElement);
  const decoy = frame.locator(".ql-editor");
  await decoy.filter({ hasText: "Guaranteed" }).waitFor({ state: "attached" });
  return { composer, panel, frame, decoy };
}

/** Dresses the frame anew; "" is how LinkedIn hides it. */
async function wear(page: Page, css: string): Promise<void> {
  await page.locator(frameElement).evaluate((frame, css) => {
    (frame as HTMLElement).style.cssText = css;
  }, css);
}

function paintedIn(frame: FrameLocator): Promise<string[]> {
  return frame.locator(":root").evaluate(paintedWords);
}

async function shown(panel: Panel, words: string): Promise<void> {
  await until(`the panel to quote "${words}"`, async () => {
    const quote = panel.finding(promissory).getByTestId("finding-quote").first();
    return (await quote.count()) > 0 && (await quote.innerText()) === words;
  });
}

function isSelected(): boolean {
  const root = document.querySelector("#interop-outlet")?.shadowRoot as
    | (ShadowRoot & { getSelection?: () => Selection | null })
    | null
    | undefined;
  return String(root?.getSelection?.() ?? getSelection()) === "Guaranteed 8% returns";
}
