/**
 * What writing leaves alone: mentions, fields that cannot be painted, other composers, and the page,
 * in which nothing of ours stands unless a person asks for it.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";
import { closePages, everywhere, open, underlined } from "./writing.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await everywhere(await Scene.paired());
});

afterAll(async () => {
  await scene?.end();
});

afterEach(() => closePages(scene));

test("a mention between the words is kept by a fix and its undo", async () => {
  for (const place of ["classic", "sdui"] as const) {
    const desk = await open(scene, place);
    const { composer, panel } = desk;
    const { keyboard } = composer.page;
    await composer.type("Thanks @Gra");
    await composer.page.locator('[role="option"]').first().waitFor();
    await keyboard.press("Enter");
    await until("the mention", async () => (await composer.text()).includes("Grace Example"));
    await keyboard.type("! Guaranteed 8% returns with AcmeX.");
    await desk.inStep();
    const written = await composer.text();
    const mentions = composer.editor.locator('.ql-mention, [data-type="mention"]');
    expect(await mentions.count()).toBe(1);
    await composer.pause();

    const card = panel.finding(promissory);
    await card.getByTestId("show").click();
    const quote = await card.getByTestId("finding-quote").innerText();
    await until("the words to be selected", () =>
      composer.page.evaluate((wanted) => String(getSelection()) === wanted, quote),
    );
    await card.getByTestId("fix").first().click();
    await until("the fix", async () => (await composer.text()) !== written);
    expect(await mentions.count()).toBe(1);
    await desk.inStep();
    await composer.page.bringToFront();
    await composer.editor.focus();
    await keyboard.press("Control+Z");
    await until("one step back", async () => (await composer.text()) === written);
    await desk.inStep();
    await panel.page.close();
    await composer.page.close();
  }
});

test("a field is judged, shown and mended, and nothing is painted", async () => {
  for (const place of ["article title", "inmail subject", "invitation"] as const) {
    const desk = await open(scene, place);
    const { composer, panel } = desk;
    await composer.type(promise);
    const card = panel.finding(promissory);
    await card.waitFor();
    expect(await underlined(composer)).toEqual([]);
    await card.getByTestId("show").click();
    const selected = (field: HTMLElement | SVGElement): string => {
      const { value, selectionStart, selectionEnd } = field as HTMLInputElement;
      return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
    };
    const quote = await card.getByTestId("finding-quote").innerText();
    await until("the words to be selected", async () => {
      return (await composer.editor.evaluate(selected)) === quote;
    });
    await card.getByTestId("fix").first().click();
    await until("the fix", async () => (await composer.text()) !== promise);
    await composer.page.bringToFront();
    await composer.editor.focus();
    await composer.page.keyboard.press("Control+Z");
    await until("one step back", async () => (await composer.text()) === promise);
    await panel.page.close();
    await composer.page.close();
  }
});

test("each of several open composers keeps its own findings", async () => {
  const { composer, panel } = await open(scene, "comment classic");
  const shown = (words: string): Promise<unknown> =>
    until(`the panel to quote "${words}"`, async () => {
      const quote = panel.finding(promissory).getByTestId("finding-quote").first();
      return (await quote.count()) > 0 && (await quote.innerText()) === words;
    });
  await composer.type(promise);
  await shown("Guaranteed 8% returns");
  const comment = await underlined(composer);

  await composer.page.getByRole("button", { name: "Messaging" }).click();
  await composer.page.locator(".msg-form__contenteditable").click();
  await panel.finding(promissory).waitFor({ state: "detached" });
  expect(await underlined(composer)).toEqual(comment);
  await composer.page.keyboard.type("Guaranteed returns with AcmeX!!");
  await shown("Guaranteed returns");
  const both = [...comment, "Guaranteed returns"].join("|");
  await until("both to be underlined", async () => (await underlined(composer)).join("|") === both);

  await composer.editor.focus();
  await shown("Guaranteed 8% returns");
});

test("the page has nothing of ours but painted ranges, and not even those once we are gone", async () => {
  const composer = await scene.page("classic");
  const own = (): Promise<string> =>
    composer.page.evaluate(() => Object.getOwnPropertyNames(window).sort().join());
  await composer.open();
  const before = await own();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  expect(await own()).toBe(before);
  await composer.clear();
  await until("no name of ours", () => composer.page.evaluate(() => CSS.highlights.size === 0));
  await composer.page.getByRole("button", { name: "Dismiss" }).click();
  await until("no sheet of ours", () =>
    composer.page.evaluate(() =>
      document.adoptedStyleSheets.every((sheet) =>
        [...sheet.cssRules].every((rule) => !rule.cssText.includes("::highlight")),
      ),
    ),
  );
});

test("a note at the caret stands in the page only where it is wanted", async () => {
  const desk = await open(scene, "sdui");
  const { composer, panel } = desk;
  const strangers = (): Promise<string[]> =>
    composer.page.evaluate(() =>
      [...document.documentElement.children]
        .filter((each) => each !== document.head && each !== document.body)
        .map((each) => `${each.outerHTML} ${each.shadowRoot === null ? "closed" : "open"}`),
    );
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  await composer.page.keyboard.press("Control+Home");
  await composer.page.keyboard.press("ArrowRight");
  expect(await strangers()).toEqual([]);
  await panel.set("card", true);
  await composer.page.bringToFront();
  await until("the note", async () => {
    await composer.page.keyboard.press("ArrowRight");
    return (await strangers()).join() === '<div popover="manual"></div> closed';
  });
  await composer.page.keyboard.press("Control+End");
  await until("no note", async () => (await strangers()).length === 0);
  await panel.set("card", false);
});
