import { afterEach, expect, it } from "vitest";
import { openComposer } from "./find.ts";
import { deep, mount, snapshot } from "./mount.fixture.ts";

afterEach(() => document.body.replaceChildren());

it.each([
  ["in an outlet's root", "postbox-interop.html", '[data-is="post body interop"]'],
  ["not in a dialog that is shut", "postbox-dialog.html", '[data-sent-by="german"]'],
  ["a field, where there is nothing else", "invitation.html", "#custom-message"],
  ["an editor before a field", "inmail.html", ".msg-form__contenteditable"],
])("finds what stands open: %s", (_what, name, editor) => {
  mount(snapshot(name));
  expect(openComposer(document)?.editor).toBe(deep(editor)[0]);
});

it("prefers what has the focus", () => {
  mount(snapshot("inmail.html"));
  deep("[name=subject]")[0]?.focus();
  expect(openComposer(document)?.part).toBe("subject");
});

it("finds nothing where nobody writes", () => {
  mount("<body><div role='search'><div contenteditable='true' role='textbox'></div></div></body>");
  expect(openComposer(document)).toBeUndefined();
});
