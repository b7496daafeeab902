import { afterEach, describe, expect, it } from "vitest";
import { setSurfaces } from "./current.ts";
import { composerAt } from "./find.ts";
import { postButtonOf } from "./postbutton.ts";

afterEach(() => {
  setSurfaces(undefined);
  document.body.replaceChildren();
});

/** A page after a change that none of the signs that ship survived. */
const changed = `<dialog open><div data-composer="new">
  <div class="e" contenteditable="true" data-role="box"><p>Hi</p></div>
  <a role="link" class="go">Go</a></div></dialog>`;

const editor = (): Element => document.querySelector(".e")!;

const mended = {
  format: 1,
  editors: { rich: ['[contenteditable="true"]'], like: ['[data-role="box"]'] },
  buttons: { any: ["button", "a"], graphics: ["svg"] },
  places: {
    postbox: { structure: ['[data-composer="new"]'], send: { structure: ['a[role="link"]'] } },
  },
};

describe("what is pushed", () => {
  it("mends a place that died", () => {
    document.body.innerHTML = changed;
    expect(composerAt(editor())).toBeUndefined();
    expect(setSurfaces(mended)).toBe("");
    const found = composerAt(editor())!;
    expect(found.surface).toBe("post");
    expect(postButtonOf(found)?.textContent).toBe("Go");
    expect(setSurfaces(null)).toBe("");
    expect(composerAt(editor())).toBeUndefined();
  });

  it("leaves what it does not name as it ships", () => {
    document.body.innerHTML =
      '<form class="msg-form"><div class="e" contenteditable="true" role="textbox"></div></form>';
    expect(setSurfaces({ format: 1, places: { postbox: { structure: [".x"] } } })).toBe("");
    expect(composerAt(editor())?.surface).toBe("message");
  });

  it("makes no post of a comment or a message", () => {
    const thief = {
      format: 1,
      places: {
        postbox: { structure: ["[contenteditable]"] },
        comment: { structure: [".no"] },
        message: { structure: [".no"] },
      },
    };
    expect(setSurfaces(thief)).toBe("");
    for (const [around, surface] of [
      ["comments-comment-box--cr", "comment"],
      ["msg-form", "message"],
    ]) {
      document.body.innerHTML = `<div class="${around}"><div class="e" contenteditable="true" role="textbox"></div></div>`;
      expect(composerAt(editor())?.surface).toBe(surface);
    }
  });

  it("never reads a password", () => {
    const thief = {
      format: 1,
      editors: { fields: ["input"] },
      places: { invitation: { structure: ["input"] } },
    };
    expect(setSurfaces(thief)).toBe("");
    document.body.innerHTML = '<input class="e" type="password">';
    expect(composerAt(editor())).toBeUndefined();
  });
});

describe("what is hostile or broken is refused, and what ships is in force", () => {
  const postbox = (sign: unknown): unknown => ({
    format: 1,
    places: { postbox: { structure: sign } },
  });
  const cases: [what: string, data: unknown, where: RegExp][] = [
    ["no object", "surfaces", /object/],
    ["another format", { format: 2 }, /format/],
    ["a catastrophic :has", postbox([":has(:has(*) *) *"]), /postbox\.structure\[0\]/],
    ["a broken selector", postbox(["[a"]), /postbox\.structure\[0\]/],
    ["a list in a selector", postbox(["a, b"]), /postbox\.structure\[0\]/],
    ["a selector without end", postbox([`#${"a".repeat(400)}`]), /postbox\.structure\[0\]/],
    ["more selectors than anybody needs", postbox(Array(100).fill("#a")), /postbox\.structure/],
    ["a number", postbox([7]), /postbox\.structure\[0\]/],
    ["no list", postbox("#a"), /postbox\.structure/],
    [
      "a label without end",
      { format: 1, places: { comment: { labels: { en: ["x".repeat(500)] } } } },
      /comment\.labels\.en/,
    ],
    [
      "a language that is none",
      { format: 1, places: { comment: { labels: { english: ["a"] } } } },
      /comment\.labels/,
    ],
    [
      "an address elsewhere",
      { format: 1, places: { message: { address: ["https://evil.example"] } } },
      /message\.address/,
    ],
  ];
  it.each(cases)("%s", (_what, data, where) => {
    expect(setSurfaces(mended)).toBe("");
    expect(setSurfaces(data)).toMatch(where);
    document.body.innerHTML = changed;
    expect(composerAt(editor())).toBeUndefined();
  });
});
