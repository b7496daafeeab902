import { describe, expect, it } from "vitest";
import { openReader } from "./reader.ts";
import { type Place, placeAfter, placeBefore, type Reading, read } from "./reading.ts";

/** Whether two readings are the same text, every character of it in the same place. */
function agree(one: Reading, other: Reading): boolean {
  const same = (a: Place | undefined, b: Place | undefined): boolean =>
    a?.node === b?.node && a?.offset === b?.offset;
  const all = Array.from({ length: one.text.length + 1 }, (_, at) => at);
  return (
    one.text === other.text &&
    all.every((at) => same(placeBefore(one, at), placeBefore(other, at))) &&
    all.every((at) => same(placeAfter(one, at), placeAfter(other, at)))
  );
}

function open(html: string) {
  const editor = document.createElement("div");
  editor.innerHTML = html;
  document.body.replaceChildren(editor);
  return { editor, reader: openReader(editor, () => {}) };
}

/** Small, seeded, good enough for choosing edits. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

const markup = [
  "<p>line</p>",
  "word ",
  "a\u200bb",
  "<b>bold</b><br>",
  "<ul><li>one</li><li>two</li></ul>loose<br>",
];

/** One edit as editors make them: typing, splitting, joining, wrapping, moving, loose nodes. */
function edit(editor: HTMLElement, roll: (sides: number) => number): void {
  const all = [editor, ...editor.querySelectorAll("*")];
  const any = all[roll(all.length)] ?? editor;
  if (roll(2) === 0 || any === editor) {
    any.insertAdjacentHTML(
      roll(2) === 0 || any === editor ? "beforeend" : "beforebegin",
      markup[roll(markup.length)]!,
    );
    return;
  }
  const acts = [
    () => any.remove(),
    () => editor.prepend(any),
    () => any.replaceChildren("x"),
    () => any.normalize(),
  ];
  acts[roll(acts.length)]!();
}

describe("a reader", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("reads as if for the first time, seed %i", (seed) => {
    const { editor, reader } = open("<p>One</p><p><br></p><p>Two</p>");
    const roll = dice(seed);
    for (let step = 0; step < 40; step++) {
      for (let edits = roll(3); edits >= 0; edits--) edit(editor, roll);
      expect(agree(reader.read(), read(editor))).toBe(true);
    }
  });

  it("does not walk what nobody touched", () => {
    const { editor, reader } = open("<p>One</p><p>Two</p>");
    const [first, second] = reader.read().sections;
    editor.lastChild!.firstChild!.nodeValue = "Three";
    const after = reader.read();
    expect(after.text).toBe("One\nThree");
    expect(after.sections[0]!.section).toBe(first!.section);
    expect(after.sections[1]!.section).not.toBe(second!.section);
  });

  it("knows a block anew that was changed while it was away", () => {
    const { editor, reader } = open("<p>One</p><p>Two</p>");
    reader.read();
    const away = editor.lastChild!;
    away.remove();
    reader.read();
    away.firstChild!.nodeValue = "Three";
    editor.append(away);
    expect(reader.read().text).toBe("One\nThree");
  });

  it("tells of edits, typed or made by the editor, until it is closed", async () => {
    const editor = document.createElement("div");
    editor.innerHTML = "<p>One</p>";
    let told = 0;
    const reader = openReader(editor, () => {
      told += 1;
    });
    editor.dispatchEvent(new Event("input"));
    expect(told).toBe(1);
    editor.firstChild!.textContent = "Two";
    await Promise.resolve();
    expect(told).toBe(2);
    reader.close();
    editor.dispatchEvent(new Event("input"));
    expect(told).toBe(2);
  });
});
