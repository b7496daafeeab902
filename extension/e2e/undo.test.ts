/** A fix is one step for the editor's own Ctrl+Z, whatever number of edits it consists of. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

const filler = "It does all that we wanted for years, and it does so without a manual. ".repeat(4);
const praise = `I love AcmeX, try it today! ${filler.trim()}`;
const paragraphs = [praise, "", "More of it.", "I work at Acme. Ask me anything.", "The end."];

test.each(["classic", "interop", "practice"] as const)("%s", async (place) => {
  const { composer, panel } = await scene.writing(place);
  for (const [at, words] of paragraphs.entries()) {
    if (at > 0) await composer.page.keyboard.press("Enter");
    await composer.page.keyboard.type(words);
  }
  const written = await composer.text();
  expect(written).toBe(paragraphs.join("\n"));
  const card = panel.finding("ftc.disclose.buried");
  await card.waitFor();
  await composer.pause();

  await card.getByRole("button", { name: "Move it to the top" }).click();
  const moved = ["I work at Acme.", "", praise, "", "More of it.", "Ask me anything.", "The end."];
  await until(
    "the disclosure at the top",
    async () => (await composer.text()) === moved.join("\n"),
  );
  await card.waitFor({ state: "detached" });

  await composer.page.bringToFront();
  await composer.editor.focus();
  await composer.page.keyboard.press("Control+Z");
  await until("one step back", async () => (await composer.text()) === written);
  await composer.page.close();
  await panel.page.close();
});
