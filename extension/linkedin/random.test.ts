import { afterEach, describe, expect, it } from "vitest";
import { isField } from "./composer.ts";
import { setSurfaces } from "./current.ts";
import { composerAt, composerOf, focusedComposer, openComposer } from "./find.ts";
import { rootsOnTheWay } from "./interop.ts";
import { deep } from "./mount.fixture.ts";
import { isPress, postButtonOf } from "./postbutton.ts";
import { grow, seeded } from "./random.fixture.ts";
import shipped from "./surfaces.json";

afterEach(() => {
  setSurfaces(undefined);
  document.body.replaceChildren();
});

const decoy =
  '.ql-clipboard, [role="combobox"], [role="searchbox"], input[type="password"], input[type="search"], [contenteditable="false"], [data-vouch], [data-vouch] *';

/** Asks everything of every element, as events would, and gives the editors found. */
function askAll(): Element[] {
  const found = new Set<Element>();
  const events = ["click", "keydown", "focusin"];
  const listen = (event: Event): void => {
    rootsOnTheWay(event);
    const composer = composerOf(event);
    if (composer !== undefined) isPress(event, composer);
  };
  for (const kind of events) window.addEventListener(kind, listen, { capture: true });
  for (const element of deep("*")) {
    const composer = composerAt(element);
    if (composer !== undefined) {
      found.add(composer.editor);
      postButtonOf(composer);
    }
    const enter = { key: "Enter", bubbles: true, composed: true };
    element.dispatchEvent(new KeyboardEvent("keydown", enter));
  }
  for (const kind of events) window.removeEventListener(kind, listen, true);
  focusedComposer(document);
  openComposer(document);
  return [...found];
}

describe("on any page", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("nothing throws, seed %i", (seed) => {
    const random = seeded(seed + 1);
    const paths = ["/feed/", "/preload/", "/messaging/", "/article/new/", "/in/x/edit/"];
    history.replaceState({}, "", paths[seed % paths.length]);
    if (seed % 3 === 0) expect(setSurfaces({ ...shipped })).toBe("");
    grow(random, document.body, { left: 120 });
    for (const editor of askAll()) {
      expect(editor.matches(decoy), editor.outerHTML).toBe(false);
      const editable = isField(editor as HTMLElement) || editor.hasAttribute("contenteditable");
      expect(editable, editor.outerHTML).toBe(true);
    }
  });

  it("finds something now and then, or the test means nothing", () => {
    let found = 0;
    for (let seed = 100; seed < 120; seed++) {
      document.body.replaceChildren();
      grow(seeded(seed), document.body, { left: 120 });
      found += askAll().length;
    }
    expect(found).toBeGreaterThan(5);
  });
});
