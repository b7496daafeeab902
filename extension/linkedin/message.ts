/**
 * Messages: a plain contenteditable, neither Quill nor ProseMirror.
 *
 * - classic: .msg-form, seen in captures of 2025-04. In the mode "Press Enter to Send" the form
 *   has no button at all, and a plain Enter sends.
 * - rebuilt (reported 2026-07): every .msg- class is gone. What holds is the smallest element with
 *   one heading and one text box, whose label is "Write a message…".
 *
 * Labels: "Write a message…", "Rédigez…", "Scrivi un messaggio" and the buttons Send, Absenden and
 * Skicka are reported; the others are our reading. In a language without labels the shape tells: a
 * message taken for a post would be read by a device whose owner switched messages off.
 */
import { all, closestAcross, holds, matches, outwards } from "./dom.ts";
import type { Known } from "./known.ts";
import type { Place } from "./place.ts";

/** So far out a conversation has its heading. */
const conversationDepth = 12;

export const message: Place = {
  name: "message",
  surface: "message",
  part: "body",
  on: "rich",
  chord: true,
  enter: true,
  shaped: (editor, known) =>
    !matches(editor, known.editors.engines) && conversationOf(editor, known) !== undefined,
};

/** The smallest element around the editor with a heading, if it has one and no other text box. */
export function conversationOf(editor: HTMLElement, known: Known): Element | undefined {
  let depth = 0;
  for (const at of outwards(editor)) {
    if (++depth > conversationDepth || matches(at, known.roots.borders)) return undefined;
    const headings = all(at, headed);
    if (headings.length === 0) continue;
    const alone = headings.length === 1 && all(at, known.editors.rich).length === 1;
    return alone && !isPostDialog(at, known) ? at : undefined;
  }
  return undefined;
}

const headed = 'h2, [role="heading"]';

function isPostDialog(at: Element, known: Known): boolean {
  const dialog = closestAcross(at, known.roots.dialogs);
  return dialog !== undefined && holds(dialog, known.places.postbox.icons);
}
