/** What is an editor at all, and what only looks like one. */
import { isField } from "./composer.ts";
import { closestAcross, isVisible, matches } from "./dom.ts";
import { isSeen } from "./frame.ts";
import type { Known } from "./known.ts";
import { isMarked } from "./tiers.ts";

/** The editor that an element lies in, or is; undefined where nobody writes. */
export function editorAt(element: Element, known: Known): HTMLElement | undefined {
  const { rich, fields } = known.editors;
  const editor = closestAcross(element, [rich, fields].filter((each) => each !== "").join(", "));
  return editor !== undefined && isEditor(editor, known) ? editor : undefined;
}

function isEditor(editor: HTMLElement, known: Known): boolean {
  const { like, decoys, search } = known.editors;
  if (!(isField(editor) || matches(editor, like))) return false;
  if (matches(editor, decoys) || closestAcross(editor, search) !== undefined) return false;
  if (isLocked(editor) || isOurs(editor) || !isSeen()) return false;
  return isVisible(editor) && !isCombobox(editor, known);
}

/** A field for anything but words, or what nobody can write in, is not read whatever data says. */
function isLocked(editor: HTMLElement): boolean {
  if (isField(editor)) return editor instanceof HTMLInputElement && editor.type !== "text";
  return !matches(editor, '[contenteditable]:not([contenteditable="false"])');
}

/** Our own pages and what we put into others; the practice page is made to be found. */
function isOurs(editor: HTMLElement): boolean {
  return (
    location.protocol.endsWith("-extension:") || closestAcross(editor, "[data-vouch]") !== undefined
  );
}

/** An editor with a list of names may stand in a combobox; a search box tells nothing else. */
function isCombobox(editor: HTMLElement, known: Known): boolean {
  const around = closestAcross(editor, known.editors.combobox) !== undefined;
  return around && !isMarked(editor, known);
}
