/** Every surface in every generation: what is wrong is shown, mended, taken back, held and counted. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Composer } from "./composer.ts";
import { rows } from "./matrix.ts";
import type { Panel } from "./panel.ts";
import { places } from "./places.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
  const panel = await scene.panel();
  await panel.set("comments", true);
  await panel.set("messages", true);
  await panel.page.close();
});

afterAll(async () => {
  await scene?.end();
});

/** The surfaces of all shares so far: what is no share, and what is one twice, shows in the next row. */
let counted: string[] = [];

const words = "Acme Cloud runs in Oslo now.";

describe.each(rows)("$place", ({ place, surface, field, stories }) => {
  let composer: Composer;
  let panel: Panel;
  let before: number;

  beforeAll(async () => {
    before = scene.fixture.published.length;
    ({ composer, panel } = await scene.writing(place));
  });

  afterAll(async () => {
    await composer?.page.close();
    await panel?.page.close();
  });

  test("what is wrong is shown", async () => {
    await composer.type(promise);
    if (!field) await composer.waitPainted("Guaranteed");
    const card = panel.finding(promissory);
    await card.waitFor();
    expect(await card.getByTestId("finding-quote").innerText()).toContain("Guaranteed");
    await until("the badge to count", async () => (await badge(composer)) !== "");
  });

  if (field)
    test("its words can be shown in the field", async () => {
      const card = panel.finding(promissory);
      const quote = await card.getByTestId("finding-quote").innerText();
      await card.getByTestId("show").click();
      await until("the words to be selected", async () => (await selected(composer)) === quote);
    });

  const { button, keys } = places[place].sending;
  if (button !== "" || keys.length > 0)
    test("no way of sending gets it out", async () => {
      for (const key of keys) await composer.pressKey(key);
      if (button !== "") await composer.press();
      await panel.part("held").waitFor();
      expect(await composer.text()).toBe(promise);
      expect(scene.fixture.published.slice(before)).toEqual([]);
    });

  test("a fix mends it, and Ctrl+Z takes the fix back", async () => {
    await composer.pause();
    const card = panel.finding(promissory);
    await card.getByTestId("fix").first().click();
    await card.waitFor({ state: "detached" });
    expect(await composer.text()).not.toContain("Guaranteed");
    await composer.waitUnpainted();
    await composer.page.bringToFront();
    await composer.editor.focus();
    await composer.page.keyboard.press("Control+Z");
    await until("the words to be back", async () => (await composer.text()) === promise);
    await panel.finding(promissory).waitFor();
    if (!field) await composer.waitPainted("Guaranteed");
  });

  if (stories)
    test("a story is put in", async () => {
      await composer.clear();
      await composer.type(`${words} `);
      await panel.part("story").first().getByTestId("use").first().click();
      await until("the caption with its link", async () =>
        /https?:\/\/\S+\/l\/\w+/.test(await composer.text()),
      );
    });

  if (places[place].published !== "" && place !== "inmail subject")
    test("what is mended goes out, and counts once", async () => {
      if (!stories) {
        await composer.clear();
        await composer.type(words);
      }
      await panel.waitVerdict("clear");
      if (button === "") await composer.pressKey("Enter");
      else await composer.press();
      const sent = await until(
        "the page to publish",
        () => scene.fixture.published.slice(before)[0],
      );
      expect(JSON.stringify(sent.body)).toContain(words);
      if (surface === "") return;
      const expected = [...counted, surface];
      await until("the share", async () => {
        await panel.sync();
        return shares().length > counted.length;
      });
      counted = shares();
      expect(counted).toEqual(expected);
      expect(scene.fixture.published.slice(before).length).toBe(1);
    });
});

/** The surfaces of all shares that left the device, each once. */
function shares(): string[] {
  const facts = new Map<string, string>();
  const pattern = /"id":"([^"]+)","kind":"shared"[^{}]*?"surface":"(\w+)"/g;
  for (const { body } of scene.line.seen) {
    for (const [, id = "", surface = ""] of String(body).matchAll(pattern)) facts.set(id, surface);
  }
  return [...facts.values()];
}

function selected(composer: Composer): Promise<string> {
  return composer.editor.evaluate((field) => {
    const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
}

/** What the toolbar button says over the composer's tab. */
async function badge(composer: Composer): Promise<string> {
  const tabId = await scene.browser.tabOf(composer.page);
  const [worker] = scene.browser.context.serviceWorkers();
  if (worker === undefined) throw new Error("no worker lives");
  return worker.evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId);
}
