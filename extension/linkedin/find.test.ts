import { afterEach, describe, expect, it } from "vitest";
import { composerAt, composerOf } from "./find.ts";
import { postButtonOf } from "./postbutton.ts";

const quill =
  '<div class="ql-editor" contenteditable="true" role="textbox" aria-label="Text editor for creating content"><p>Hi</p></div>';
const tiptap =
  '<div class="tiptap ProseMirror" contenteditable="true" role="textbox"><p>Hi</p></div>';

afterEach(() => document.body.replaceChildren());

function show(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector("p, .editor, [contenteditable]")!;
}

describe("composerAt", () => {
  const cases: [name: string, html: string, surface: string | undefined][] = [
    ["the share dialog", `<div data-test-modal-id="sharebox">${quill}</div>`, "post"],
    ["a comment box", `<form class="comments-comment-box--cr">${quill}</form>`, "comment"],
    ["a TipTap comment", `<div componentkey="commentBox-1">${tiptap}</div>`, "comment"],
    [
      "the native share dialog",
      `<dialog open><div componentkey="ShareBox_textEditor">${tiptap}</div></dialog>`,
      "post",
    ],
    [
      "a message",
      '<form class="msg-form"><div contenteditable="true" role="textbox"><p>x</p></div></form>',
      "message",
    ],
    [
      "plaintext-only",
      '<div contenteditable="plaintext-only" role="textbox"><p>x</p></div>',
      "post",
    ],
    ["a bare contenteditable", '<div contenteditable="true"><p>x</p></div>', undefined],
    [
      "Quill's clipboard",
      '<div class="ql-clipboard" contenteditable="true" role="textbox"><p>x</p></div>',
      undefined,
    ],
    ["a search box", '<div contenteditable="true" role="searchbox"><p>x</p></div>', undefined],
    ["a combobox around", `<div role="combobox">${quill}</div>`, undefined],
    ["an input", '<input class="editor" role="textbox">', undefined],
  ];
  it.each(cases)("%s", (_name, html, surface) => {
    expect(composerAt(show(html))?.surface).toBe(surface);
  });
});

describe("the interop root", () => {
  it("is entered by the event's own way", () => {
    document.body.innerHTML = '<div id="interop-outlet"></div>';
    const root = document.querySelector("#interop-outlet")!.attachShadow({ mode: "open" });
    root.innerHTML = `<div data-test-modal-id="sharebox">${quill}<button class="share-actions__primary-action">Post</button></div>`;
    const found: ReturnType<typeof composerOf>[] = [];
    document.addEventListener("focusin", (event) => found.push(composerOf(event)), { once: true });
    root.querySelector("p")!.dispatchEvent(new Event("focusin", { bubbles: true, composed: true }));
    expect(found[0]?.surface).toBe("post");
    expect(postButtonOf(found[0]!)?.textContent).toBe("Post");
  });
});

describe("postButtonOf", () => {
  const press = (html: string): string | undefined =>
    postButtonOf(composerAt(show(html))!)?.textContent ?? undefined;

  it("takes the primary action", () => {
    const button =
      '<button class="share-actions__primary-action">Post</button><button>Later</button>';
    expect(press(`<div data-test-modal-id="sharebox">${quill}${button}</div>`)).toBe("Post");
  });

  it("takes the last text-only button of a dialog without names", () => {
    const buttons =
      '<button><svg></svg></button><button aria-label="Close">x</button><button>Posten</button>';
    expect(
      press(
        `<dialog open><div componentkey="ShareBox_textEditor">${tiptap}</div>${buttons}</dialog>`,
      ),
    ).toBe("Posten");
  });

  it("finds none outside a dialog", () => {
    expect(press(`<main>${quill}<button>Other</button></main>`)).toBeUndefined();
  });
});
