import { afterEach, describe, expect, it } from "vitest";
import { composerAt } from "./find.ts";
import { deep, mount, snapshot, snapshots } from "./mount.fixture.ts";
import { postButtonOf } from "./postbutton.ts";

afterEach(() => document.body.replaceChildren());

interface Seen {
  readonly is: string;
  readonly sentBy: string | null;
}

/** What the matcher says of an editor, in the words of the snapshots. */
function seen(editor: Element): Seen {
  const found = composerAt(editor);
  if (found === undefined || found.editor !== editor) return { is: "nothing", sentBy: null };
  const button = postButtonOf(found);
  return {
    is: `${found.surface} ${found.part} ${found.generation}`,
    sentBy: button === undefined ? null : (button.getAttribute("data-button") ?? "another"),
  };
}

describe.each(snapshots)("%s", (name) => {
  it("is read as it says", () => {
    mount(snapshot(name));
    const marked = deep("[data-is]");
    expect(marked.length).toBeGreaterThan(0);
    for (const editor of marked) {
      const is = editor.getAttribute("data-is");
      expect(seen(editor), editor.outerHTML).toEqual({
        is,
        sentBy: editor.getAttribute("data-sent-by"),
      });
    }
    const unmarked = deep("[contenteditable], textarea, input").filter(
      (each) => !each.hasAttribute("data-is"),
    );
    expect(unmarked.map((each) => composerAt(each))).toEqual(unmarked.map(() => undefined));
  });
});
