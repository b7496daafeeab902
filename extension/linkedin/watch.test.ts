import { afterEach, describe, expect, it } from "vitest";
import { deep, mount, snapshot } from "./mount.fixture.ts";
import { watchComposers } from "./watch.ts";

let stop = (): void => undefined;

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

const editor = '<div class="tiptap ProseMirror" contenteditable="true" role="textbox"></div>';
const feed = '<div role="listitem"><p>Somebody’s post</p></div>'.repeat(500);

/** What was named until the frame after the next is over. */
async function named(change: () => void): Promise<Element[]> {
  const found: Element[] = [];
  stop();
  stop = watchComposers(document, (composer) => found.push(composer.editor));
  change();
  await new Promise((resolve) => setTimeout(resolve));
  for (let n = 0; n < 2; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
  return found;
}

describe("a composer that appears", () => {
  it("in the document", async () => {
    document.body.innerHTML = feed;
    const found = await named(() => document.body.insertAdjacentHTML("beforeend", editor));
    expect(found).toEqual([document.querySelector(".tiptap")]);
  });

  it("in the place of a placeholder", async () => {
    document.body.innerHTML = '<dialog open><div aria-busy="true"></div></dialog>';
    const found = await named(() => {
      const dialog = document.createElement("dialog");
      dialog.setAttribute("open", "");
      dialog.innerHTML = editor;
      document.querySelector("dialog")?.replaceWith(dialog);
    });
    expect(found).toEqual([document.querySelector(".tiptap")]);
  });

  it("by getting editable late", async () => {
    document.body.innerHTML = editor.replace('"true"', '"false"');
    const found = await named(() => deep(".tiptap")[0]?.setAttribute("contenteditable", "true"));
    expect(found).toEqual(deep(".tiptap"));
  });

  it("in a root that was open before", async () => {
    mount(snapshot("postbox-interop.html"));
    expect(await named(() => undefined)).toEqual(deep('[data-is="post body interop"]'));
  });

  it("in a root that comes later, on a host that was there", async () => {
    document.body.innerHTML = '<div id="interop-outlet"></div><main></main>';
    const found = await named(() => {
      const root = document.querySelector("#interop-outlet")!.attachShadow({ mode: "open" });
      root.innerHTML = editor;
      document.querySelector("main")!.append(document.createElement("p"));
    });
    expect(found).toEqual(deep(".tiptap"));
  });

  it("in a host that takes another's place", async () => {
    document.body.innerHTML = '<div id="interop-outlet"></div>';
    document.querySelector("div")!.attachShadow({ mode: "open" });
    const found = await named(() => {
      document.body.innerHTML = '<section><div id="interop-outlet"></div></section>';
      const host = document.querySelector("#interop-outlet")!;
      host.attachShadow({ mode: "open" }).innerHTML = editor;
    });
    expect(found).toEqual(deep(".tiptap"));
  });
});

describe("nothing else", () => {
  it("not a search box, nor what is gone again", async () => {
    const found = await named(() => {
      document.body.insertAdjacentHTML("beforeend", `<div role="search">${editor}</div>`);
      document.body.insertAdjacentHTML("beforeend", editor);
      document.body.lastElementChild?.remove();
    });
    expect(found).toEqual([]);
  });

  it("not after the stop", async () => {
    const found = await named(() => {
      stop();
      document.body.insertAdjacentHTML("beforeend", editor);
    });
    expect(found).toEqual([]);
  });
});
