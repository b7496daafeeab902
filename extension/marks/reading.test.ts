import { describe, expect, it } from "vitest";
import { placeAfter, placeBefore, read } from "./reading.ts";

function editor(html: string): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = html;
  return root;
}

describe("read", () => {
  const cases: [name: string, html: string, text: string][] = [
    ["one paragraph", "<p>Hello</p>", "Hello"],
    ["paragraphs are joined by a newline", "<p>One</p><p>Two</p>", "One\nTwo"],
    ["an empty paragraph is an empty line", "<p>One</p><p><br></p><p>Two</p>", "One\n\nTwo"],
    ["an empty editor has no text", "<p><br></p>", ""],
    ["nothing at all", "", ""],
    [
      "marks and links do not cut words",
      "<p>Gua<b>rant</b>eed <a href=x>now</a></p>",
      "Guaranteed now",
    ],
    ["a break inside a paragraph", "<p>One<br>Two</p>", "One\nTwo"],
    ["the last break of a paragraph only keeps it open", "<p>One<br></p><p>Two</p>", "One\nTwo"],
    ["a break that ends a mark ends the paragraph", "<p><b>One<br></b></p><p>Two</p>", "One\nTwo"],
    ["lists", "<p>A</p><ul><li>B</li><li>C</li></ul><p>D</p>", "A\nB\nC\nD"],
    ["wrapped blocks add no line", "<div><p>A</p><p>B</p></div>", "A\nB"],
    ["loose text", "Loose<p>A</p>more", "Loose\nA\nmore"],
    ["a loose break before a block only ends its line", "One<br><p>Two</p>", "One\nTwo"],
    ["a loose break alone is an empty line", "<p>One</p><br><p>Two</p>", "One\n\nTwo"],
    [
      "lines of a plain editor",
      "One<div>Two</div><div><br></div><div>Three</div>",
      "One\nTwo\n\nThree",
    ],
    ["lines of a plain-text editor", "One\nTwo", "One\nTwo"],
    [
      "a mention is the words it shows",
      '<p>Thanks <span data-type="mention" contenteditable="false">@Ada</span><img><br></p>',
      "Thanks @Ada",
    ],
    ["no-break spaces are spaces", "<p>8 % a&nbsp;year</p>", "8 % a year"],
    ["carets and joins of editors vanish", "<p>\u200bGua\ufeffranteed\u200b</p>", "Guaranteed"],
    ["every plane", "<p>𝗥𝗶𝘀𝗸 👍🏽 é</p>", "𝗥𝗶𝘀𝗸 👍🏽 é"],
  ];
  it.each(cases)("%s", (_name, html, text) => {
    expect(read(editor(html)).text).toBe(text);
  });
});

describe("places", () => {
  it("spell the text between them, for every span of a mixed draft", () => {
    const root = editor("<p>Gua<b>rant</b>\u200beed 👍</p><p><br></p><ul><li>8&nbsp;%</li></ul>");
    const reading = read(root);
    for (let start = 0; start < reading.text.length; start++) {
      for (let end = start + 1; end <= reading.text.length; end++) {
        expect(between(reading, start, end)).toBe(
          reading.text.slice(start, end).replaceAll("\n", ""),
        );
      }
    }
  });

  it("stand in an empty line, where words can be put", () => {
    const root = editor("<p><br></p>");
    expect(placeBefore(read(root), 0)).toEqual({ node: root.firstChild, offset: 0 });
  });

  it("are absent where there is nothing", () => {
    expect(placeBefore(read(editor("")), 0)).toBeUndefined();
    expect(placeAfter(read(editor("")), 0)).toBeUndefined();
  });
});

function between(reading: ReturnType<typeof read>, start: number, end: number): string {
  const range = document.createRange();
  const from = placeBefore(reading, start)!;
  const to = placeAfter(reading, end)!;
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range.toString().replaceAll("\u200b", "").replaceAll("\u00a0", " ");
}

describe("a field", () => {
  it("is read by its value, unit for unit", () => {
    const field = document.createElement("textarea");
    field.value = "8\u00a0% a\u200byear\nnow";
    expect(read(field).text).toBe("8 % a\u200byear\nnow");
    expect(placeBefore(read(field), 0)).toBeUndefined();
  });
});
