import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Composer } from "./composer.ts";
import { composerAt } from "./find.ts";
import { deep, mount, snapshot } from "./mount.fixture.ts";
import { isPress } from "./postbutton.ts";

const heard: { press: boolean | undefined } = { press: undefined };
let composer: Composer | undefined;

/** As content listens: on the window, before the page. */
function listen(event: Event): void {
  heard.press = composer === undefined ? undefined : isPress(event, composer);
}

beforeEach(() => {
  for (const kind of ["click", "keydown"]) window.addEventListener(kind, listen, { capture: true });
});

afterEach(() => {
  for (const kind of ["click", "keydown"]) window.removeEventListener(kind, listen, true);
  document.body.replaceChildren();
});

/** The n-th editor of a snapshot that is what is said. */
function at(name: string, is: string, n = 0): HTMLElement {
  mount(snapshot(name));
  const editor = deep(`[data-is="${is}"]`)[n]!;
  composer = composerAt(editor);
  return editor;
}

function happens(target: Element, event: Event): boolean | undefined {
  heard.press = undefined;
  target.dispatchEvent(event);
  return heard.press;
}

const click = (): Event => new MouseEvent("click", { bubbles: true, composed: true });
const key = (init: KeyboardEventInit): Event =>
  new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, ...init });

describe("a click", () => {
  const cases: [what: string, name: string, is: string, target: string, press: boolean][] = [
    ["Post", "postbox-classic.html", "post body classic", '[data-button="post"] span', true],
    [
      "the clock",
      "postbox-classic.html",
      "post body classic",
      '[aria-label="Schedule post"]',
      false,
    ],
    ["Start a post", "postbox-classic.html", "post body classic", ".artdeco-button", false],
    ["in the root", "postbox-interop.html", "post body interop", '[data-button="post"]', true],
    ["Posten", "postbox-dialog.html", "post body sdui", '[data-button="german"]', true],
    [
      "a rewrite",
      "postbox-dialog.html",
      "post body sdui",
      "dialog button:not([data-button])",
      false,
    ],
    ["Schedule", "several.html", "post body sdui", '[data-button="post"]', true],
    ["another's Comment", "several.html", "comment body sdui", '[data-button="two"]', false],
    ["its Comment", "several.html", "comment body sdui", '[data-button="one"]', true],
    ["the counter", "comment-dialog.html", "comment body sdui", '[aria-label="Comment"]', false],
    ["the text itself", "comment-dialog.html", "comment body sdui", ".tiptap p", false],
    ["Send for a subject", "inmail.html", "message subject classic", '[data-button="send"]', true],
    ["Next", "article.html", "article title classic", '[data-button="next"]', true],
  ];
  it.each(cases)("%s", (_what, name, is, target, press) => {
    at(name, is);
    expect(happens(deep(target)[0]!, click())).toBe(press);
  });
});

describe("a key", () => {
  const ctrl = { ctrlKey: true };
  const cases: [what: string, name: string, is: string, n: number, init: object, press: boolean][] =
    [
      ["Ctrl+Enter posts", "postbox-classic.html", "post body classic", 0, ctrl, true],
      ["Cmd+Enter posts", "postbox-dialog.html", "post body sdui", 0, { metaKey: true }, true],
      ["Enter does not", "postbox-classic.html", "post body classic", 0, {}, false],
      [
        "Ctrl+B does not",
        "postbox-classic.html",
        "post body classic",
        0,
        { ...ctrl, key: "b" },
        false,
      ],
      ["Ctrl+Enter comments", "several.html", "comment body sdui", 1, ctrl, true],
      [
        "Enter sends where no button does",
        "message-classic.html",
        "message body classic",
        0,
        {},
        true,
      ],
      [
        "Enter is a line where one does",
        "message-classic.html",
        "message body classic",
        1,
        {},
        false,
      ],
      ["in a bubble without one", "message-classic.html", "message body classic", 2, {}, true],
      ["Shift+Enter", "message-classic.html", "message body classic", 0, { shiftKey: true }, false],
      [
        "a word of an input method",
        "message-classic.html",
        "message body classic",
        0,
        { isComposing: true },
        false,
      ],
      [
        "the same, as Safari says it",
        "message-classic.html",
        "message body classic",
        0,
        { keyCode: 229 },
        false,
      ],
      ["a rebuilt conversation", "message-rebuilt.html", "message body interop", 1, {}, true],
      [
        "one with an icon for a button",
        "message-rebuilt.html",
        "message body interop",
        0,
        {},
        false,
      ],
      ["an article has no such key", "article.html", "article body classic", 0, ctrl, false],
      ["nor has a profile", "profile.html", "post about classic", 0, ctrl, false],
    ];
  it.each(cases)("%s", (_what, name, is, n, init, press) => {
    expect(happens(at(name, is, n), key(init))).toBe(press);
  });

  it("takes a name from a list", () => {
    const editor = at("message-classic.html", "message body classic");
    editor.setAttribute("aria-activedescendant", "option-1");
    expect(happens(editor, key({}))).toBe(false);
  });

  it("elsewhere is nobody's", () => {
    at("message-classic.html", "message body classic");
    expect(happens(document.body, key({ ctrlKey: true }))).toBe(false);
  });
});
