/** Findings are painted over the page; the page itself stays as it is, byte for byte. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { promise, Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired(["painting"]);
});

afterAll(async () => {
  await scene?.end();
});

test.each(["classic", "interop", "practice", "message frame"] as const)(
  "painting changes nothing in the %s page",
  async (place) => {
    const { composer, panel } = await scene.writing(place);
    if (place === "message frame") await panel.set("messages", true);
    await composer.type(promise);
    await panel.part("finding").first().waitFor();
    expect(await composer.painted()).toEqual([]);

    for (const each of composer.page.frames()) await each.evaluate(watch);
    const before = await whole(composer.page);
    await panel.set("painting", true);
    await composer.waitPainted("Guaranteed");
    expect(await whole(composer.page)).toBe(before);
    expect(await observed(composer.page)).toEqual([]);

    await panel.set("painting", false);
    await composer.waitUnpainted();
    expect(await whole(composer.page)).toBe(before);
    expect(await observed(composer.page)).toEqual([]);
    await composer.page.close();
    await panel.page.close();
  },
);

test("a page can learn neither rule nor reason from what is painted", async () => {
  const { composer, panel } = await scene.writing("classic");
  await panel.set("painting", true);
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  const names = await composer.page.evaluate(() => [...CSS.highlights.keys()]);
  for (const name of names) {
    expect(name).not.toMatch(/vouch|finra|ftc|block|warn|review|advise|promis/i);
  }
  const again = await scene.writing("classic");
  await again.composer.type(promise);
  await again.composer.waitPainted("Guaranteed");
  const others = await again.composer.page.evaluate(() => [...CSS.highlights.keys()]);
  expect(others.filter((each) => names.includes(each))).toEqual([]);
});

/** The documents of a page and its frames, and every open root, as markup. */
async function whole(page: Page): Promise<string> {
  const all = page.frames().map((frame) =>
    frame.evaluate(() => {
      const roots = [...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? []);
      const inner = roots.map((each) => each.innerHTML);
      return [document.documentElement.outerHTML, ...inner].join("\n");
    }),
  );
  return (await Promise.all(all)).join("\n");
}

/** A page's own observer, on everything it can observe. */
function watch(): void {
  const records: string[] = [];
  Object.assign(window, { records });
  const observer = new MutationObserver((list) => {
    for (const each of list) records.push(`${each.type} ${each.target.nodeName}`);
  });
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(document, all);
  for (const each of document.querySelectorAll("*")) {
    if (each.shadowRoot !== null) observer.observe(each.shadowRoot, all);
  }
}

/** What the observers of a page and its frames saw. */
async function observed(page: Page): Promise<string[]> {
  const all = page
    .frames()
    .map((frame) => frame.evaluate(() => (window as unknown as { records: string[] }).records));
  return (await Promise.all(all)).flat();
}
