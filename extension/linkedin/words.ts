/** What an element is called, and labels in the form in which they are compared. */
import { all, attributeOf, first, parentAcross, rootOf, textOf } from "./dom.ts";

/** Longer than any label; what a label element holds may be a whole page. */
const longestName = 200;

/**
 * Lower case, single blanks, straight apostrophes, and nothing of what trails after the words:
 * an ellipsis is one character here and three there, and an asterisk says "required".
 */
export function plain(label: string): string {
  return label
    .slice(0, longestName)
    .toLowerCase()
    .replace(/[\s\u00a0\u200b\ufeff]+/g, " ")
    .replace(/[\u2018\u2019]/g, "'")
    .trim()
    .replace(/[ .…*:?]{1,20}$/, "");
}

/** Everything an editor is called by, plain; what is said to assistive technology first. */
export function namesOf(editor: HTMLElement): string[] {
  const names = [
    attributeOf(editor, "aria-label"),
    ...idsOf(editor, "aria-labelledby").map(textOf),
    ...labelsOf(editor),
    attributeOf(editor, "placeholder"),
    attributeOf(editor, "aria-placeholder"),
    placeholderOf(editor),
  ];
  return names.map(plain).filter((name) => name !== "");
}

function idsOf(editor: Element, attribute: string): Element[] {
  const root = rootOf(editor);
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  const ids = attributeOf(editor, attribute).split(/\s+/).slice(0, 4);
  const byId = DocumentFragment.prototype.getElementById;
  const find = root instanceof Document ? Document.prototype.getElementById : byId;
  return ids.map((id) => (id === "" ? null : find.call(root, id))).filter((each) => each !== null);
}

/** The texts of a field's <label> elements. */
function labelsOf(editor: HTMLElement): string[] {
  if (!(editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement)) return [];
  return [...(editor.labels ?? [])].map((label) => textOf(label).slice(0, longestName));
}

/** TipTap keeps it on a paragraph, the message form on an element beside the editor. */
function placeholderOf(editor: HTMLElement): string {
  const own = attributeOf(editor, "data-placeholder");
  if (own !== "") return own;
  const inside = first(editor, "[data-placeholder]");
  if (inside !== undefined) return attributeOf(inside, "data-placeholder");
  const parent = parentAcross(editor);
  const beside = parent === undefined ? [] : all(parent, "[data-placeholder]");
  const found = beside.find((each) => parentAcross(each) === parent);
  return found === undefined ? "" : attributeOf(found, "data-placeholder");
}
