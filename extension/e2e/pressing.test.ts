/** Which presses count: the person's own, by button or key, and what follows from each. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Composer } from "./composer.ts";
import type { Panel } from "./panel.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
  const panel = await scene.panel();
  for (const name of ["comments", "messages"]) await panel.set(name, true);
  await panel.page.close();
});

afterAll(async () => {
  await scene?.end();
});

// A tab is found by its address: none may be left over.
afterEach(async () => {
  scene.fixture.rewrite = (_path, text) => text;
  for (const page of scene.browser.context.pages().slice(1)) await page.close();
});

const calm = "See you on Tuesday, at the Acme stand in hall 4.";

/** Texts that the page sent to its own origin so far. */
const published = (): string[] => scene.fixture.published.map(({ body }) => JSON.stringify(body));

/** Facts of shares that left the device, each once. */
function shares(): number {
  const bodies = scene.line.seen.map((each) => String(each.body));
  return new Set(bodies.flatMap((each) => each.match(/"id":"[^"]+","kind":"shared"/g) ?? [])).size;
}

test("a page that presses its own button is neither held nor believed", async () => {
  const told = shares();
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await panel.finding(promissory).waitFor();
  await composer.postButton.evaluate((button) => (button as HTMLElement).click());
  await until("the dialog to close", async () => !(await composer.isOpen()));
  await until("the post to arrive", async () => published().join().includes(promise));
  expect(await panel.part("held").count()).toBe(0);

  // A share of the person's own comes after it, and is the only one.
  await openAnew(composer);
  await composer.type(calm);
  await composer.send();
  await shareTold(panel, told + 1);
  await panel.page.close();
});

test("a press that failed and a draft that was discarded are no share", async () => {
  const told = shares();
  scene.fixture.rewrite = (path, text) =>
    path === "/site/post-classic.js"
      ? text.replace("const send = () => {", "const send = () => {\n    return;")
      : text;
  const { composer, panel } = await scene.writing("classic");
  await composer.type(calm);
  await panel.waitVerdict("clear");
  await composer.press();
  expect(await composer.text()).toBe(calm);
  await composer.page.getByRole("button", { name: "Dismiss" }).click();
  await until("the dialog to close", async () => !(await composer.isOpen()));
  await panel.page.close();
  await composer.page.close();

  scene.fixture.rewrite = (_path, text) => text;
  const again = await scene.writing("classic");
  await again.composer.type(calm);
  await again.composer.send();
  await shareTold(again.panel, told + 1);
});

test.each(["message enter", "message rebuilt enter"] as const)(
  "%s: Enter is held like a button, and sends once",
  async (place) => {
    const before = published().length;
    const { composer, panel } = await scene.writing(place);
    await composer.type(promise);
    await panel.finding(promissory).waitFor();
    for (let press = 0; press < 2; press++) {
      await composer.pressKey("Enter");
      await panel.waitText("held", "not gone out");
      expect(await composer.text()).toBe(promise);
    }
    await composer.clear();
    // Pressed before any report can be there: it waits, and goes on its own.
    await composer.page.keyboard.type(calm);
    await composer.page.keyboard.press("Enter");
    await until("the message to be out", async () => (await composer.text()).trim() === "");
    const sent = (): string[] =>
      published()
        .slice(before)
        .filter((each) => each.includes(calm));
    // The editor is empty before the page's request has arrived.
    await until("the message to arrive", async () => sent().length > 0);
    expect(sent()).toHaveLength(1);
  },
);

test.each(["classic", "sdui", "comment sdui"] as const)(
  "%s: Ctrl+Enter is held until the words are mended",
  async (place) => {
    const { composer, panel } = await scene.writing(place);
    await composer.type(promise);
    await panel.finding(promissory).waitFor();
    await composer.pressKey("Control+Enter");
    await panel.waitText("held", "not gone out");
    expect(await composer.text()).toContain(promise);
    const before = published().length;
    await composer.clear();
    await composer.type(calm);
    await composer.send("Control+Enter");
    await until("it to arrive", async () => published().slice(before).join().includes(calm));
  },
);

test("a subject holds the message that it is sent with", async () => {
  const { composer, panel } = await scene.writing("inmail subject");
  await composer.type(promise);
  await panel.finding(promissory).waitFor();
  await composer.page.locator(".msg-form__contenteditable").click();
  await composer.page.keyboard.type(calm);
  await panel.waitVerdict("clear");
  const before = published().length;
  await composer.page.locator(".msg-form__send-button").click();
  await panel.part("held").waitFor();
  await panel.finding(promissory).waitFor();
  expect(published().length).toBe(before);

  await composer.clear();
  await composer.type("Tuesday");
  const sent = (): boolean => published().slice(before).join().includes(calm);
  await until("the message to be out", async () => {
    // It may be on its way already, and the button off.
    const timeout = 2000;
    if (!sent()) await composer.page.locator(".msg-form__send-button").click({ timeout });
    return sent();
  });
});

async function openAnew(composer: Composer): Promise<void> {
  await composer.page.bringToFront();
  await composer.open();
}

async function shareTold(panel: Panel, count: number): Promise<void> {
  await until("the share", async () => {
    await panel.sync();
    return shares() >= count;
  });
  expect(shares()).toBe(count);
}
