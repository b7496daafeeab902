/**
 * Underlines follow a person's writing in every editor: typed, pasted, undone, composed, with
 * mentions, lists and emoji, in long posts and in no order.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { promise, Scene } from "./scene.ts";
import { dice, scribble } from "./scribble.ts";
import { closePages, everywhere, open, underlined, watchFlicker } from "./writing.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await everywhere(await Scene.paired());
});

afterAll(async () => {
  await scene?.end();
});

afterEach(() => closePages(scene));

const rich = ["classic", "interop", "sdui", "comment sdui", "message classic", "article"] as const;

describe.each(rich)("%s", (place) => {
  test("what is underlined is what was judged, however it was written", async () => {
    const desk = await open(scene, place);
    const { composer, inStep } = desk;
    const { keyboard } = composer.page;
    await composer.type(`${promise} `);
    await composer.waitPainted("Guaranteed");
    await inStep();

    // An input method: half a word is asked about by nobody and moves nothing.
    const ime = await composer.page.context().newCDPSession(composer.page);
    const before = await underlined(composer);
    for (const text of ["に", "にほ", "日本"]) {
      await ime.send("Input.imeSetComposition", { text, selectionStart: 2, selectionEnd: 2 });
    }
    expect(await underlined(composer)).toEqual(before);
    await ime.send("Input.insertText", { text: "日本" });
    await inStep();
    expect(await composer.text()).toContain("日本");

    await keyboard.press("Enter");
    await keyboard.insertText("👍🏽 𝗚𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱 returns with AcmeX #RiskFreeReturns ");
    await inStep();
    await keyboard.press("Enter");
    await keyboard.type("- a risk-free list ");
    await inStep();
    await keyboard.press("Control+Z");
    await keyboard.press("Control+Z");
    await inStep();
    await keyboard.insertText(promise);
    await inStep();
    await keyboard.press("Control+A");
    await keyboard.press("Control+X");
    await composer.waitUnpainted();
    await keyboard.press("Control+V");
    await composer.waitPainted("Guaranteed");
    await keyboard.press("Control+V");
    await inStep();
  });

  test("nothing drifts under edits in no order", async () => {
    const desk = await open(scene, place);
    await desk.composer.type(promise);
    const roll = dice(rich.indexOf(place) + 7);
    for (let round = 0; round < 6; round++) {
      for (let edit = 0; edit < 8; edit++) await scribble(desk.composer, roll);
      await desk.composer.editor.focus();
      await desk.composer.page.keyboard.press("Control+End");
      await desk.composer.page.keyboard.type(" AcmeX is risk-free. ");
      await desk.inStep();
    }
  });
});

test("3,000 characters are followed, and what nobody touches does not flicker", async () => {
  const desk = await open(scene, "sdui");
  const { composer } = desk;
  await composer.type(`For all. ${promise} `);
  await composer.waitPainted("Guaranteed");
  const filler = "We moved the data over a weekend, and nobody noticed. ".repeat(54);
  await composer.page.keyboard.insertText(filler);
  await desk.inStep();
  const changes = await watchFlicker(composer.page, "Guaranteed 8% returns");
  await composer.page.keyboard.type("And so it went on, quietly, for a year. ");
  await composer.page.keyboard.press("Control+Home");
  await composer.page.keyboard.type("Well. ");
  await desk.inStep();
  expect(await changes()).toBe(0);
});
