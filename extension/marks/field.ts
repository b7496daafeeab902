/**
 * Fields: `input` and `textarea`, where an article's title, the subject of a message and the note
 * of an invitation are written. No range reaches into them, so nothing can be painted there; their
 * own selection shows the words.
 */
import type { Span } from "./spans.ts";

export type Field = HTMLInputElement | HTMLTextAreaElement;

export function isField(editor: Node): editor is Field {
  return editor.nodeName === "TEXTAREA" || editor.nodeName === "INPUT";
}

/** Every unit stays in its place: what is invisible there counts for the field's own offsets. */
export const textOf = (field: Field): string => field.value.replaceAll("\u00a0", " ");

/** False where the field has no text that could be selected (a number, a date). */
export function selectInField(field: Field, span: Span): boolean {
  field.focus({ preventScroll: true });
  try {
    field.setSelectionRange(span.start, span.end);
  } catch {
    return false;
  }
  field.scrollIntoView({ block: "nearest" });
  return true;
}
