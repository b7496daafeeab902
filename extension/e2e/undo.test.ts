/**
 * A fix is one step for the editor's own Ctrl+Z, whatever number of edits it consists of, and the text
 * is then exactly what it was.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { edited } from "../marks/spans.ts";
import type { Composer } from "./composer.ts";
import type { Panel } from "./panel.ts";
import { Scene } from "./scene.ts";
import { tabView } from "./view.ts";
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

/** Words, and what stands in their place. */
type Edit = readonly [from: string, to: string];

/** What is written ("@" is a mention), and a fix. */
const fixes: readonly [name: string, lines: string[], edits: Edit[]][] = [
  [
    "two paragraphs are joined",
    ["One Acme line.", "Two Acme lines.", "Three."],
    [["line.\nTwo", ""]],
  ],
  ["a line goes", ["One Acme line.", "Two Acme lines.", "Three."], [["Two Acme lines.\n", ""]]],
  [
    "the first line goes",
    ["One Acme line.", "Two Acme lines.", "Three."],
    [["One Acme line.\n", ""]],
  ],
  ["a line becomes the next one's head", ["Acme.", "Two.", "Three."], [["Two.\n", "Oh: "]]],
  [
    "around a mention",
    ["Hi @, Acme, all. Bye Acme."],
    [
      ["Hi", "Hello"],
      ["Bye", "Farewell"],
    ],
  ],
  [
    "lines around a mention",
    ["Hi @, Acme.", "Bye Acme."],
    [
      ["Hi", "Hello"],
      ["Bye", "Farewell"],
    ],
  ],
  [
    "up over a mention",
    ["Hi @, Acme. Bye Acme."],
    [
      ["", "Bye Acme.\n\n"],
      [" Bye Acme.", ""],
    ],
  ],
];

test.each(["classic", "interop", "sdui"] as const)("%s, whatever is fixed", async (place) => {
  const { composer, panel } = await scene.writing(place);
  for (const [name, lines, edits] of fixes) {
    await composer.clear();
    await write(composer, lines);
    const written = await composer.text();
    const stood = await markup(composer);
    await composer.pause();
    await fix(composer, panel, written, edits);
    const wanted = edited(
      written,
      edits.map((edit) => spanned(written, edit)),
    );
    await until(name, async () => plainly(await composer.text()) === plainly(wanted));
    await composer.page.bringToFront();
    await composer.editor.focus();
    await composer.page.keyboard.press("Control+Z");
    await until(`${name}: one step back`, async () => (await composer.text()) === written);
    expect(await markup(composer), name).toBe(stood);
  }
  await composer.page.close();
  await panel.page.close();
});

async function write({ page, editor }: Composer, lines: readonly string[]): Promise<void> {
  await editor.focus();
  for (const [at, line] of lines.entries()) {
    if (at > 0) await page.keyboard.press("Enter");
    const [before = "", after] = line.split("@");
    await page.keyboard.type(before);
    if (after === undefined) continue;
    await page.keyboard.type("@Gra");
    await page.locator('[role="option"]').first().waitFor();
    await page.keyboard.press("Enter");
    await until("the mention", async () => (await editor.innerText()).includes("Grace Example"));
    await page.keyboard.type(after);
  }
}

/** As the worker asks it of the page, once exactly this text was judged. */
async function fix({ page }: Composer, panel: Panel, written: string, edits: readonly Edit[]) {
  const tab = await scene.browser.tabOf(page);
  await until("the fix to be taken", async () => {
    const { state, seq } = await tabView(panel.page, tab);
    if (state !== "checked") return false;
    const message = { kind: "fix", seq, edits: edits.map((edit) => spanned(written, edit)) };
    const outcome: { ok: boolean } = await panel.page.evaluate(
      ([id, asked]) => chrome.tabs.sendMessage(id, asked),
      [tab, message] as const,
    );
    return outcome.ok;
  });
}

function spanned(text: string, [from, to]: Edit) {
  const start = text.indexOf(from);
  return { start, end: start + from.length, text: to };
}

/** What the editor holds, without the place of the caret. */
const markup = ({ editor }: Composer): Promise<string> => editor.evaluate((each) => each.innerHTML);

const plainly = (text: string): string => text.replaceAll("\u00a0", " ");
