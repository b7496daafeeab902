/**
 * Comments and replies.
 *
 * - classic: Quill, seen in two captures of 2025-04. Its label equals the post editor's, and a
 *   second contenteditable (.ql-clipboard) stands beside it; the button is not in the page while
 *   the editor is empty.
 * - server-driven: TipTap in the document, reported 2025-09 to 2026-10. No form; the button has no
 *   label and says exactly "Comment" or "Reply", unlike the counter, whose label is "Comment" and
 *   whose text is a number, and the button that opens the box, which shows an icon.
 *
 * Labels: "Text editor for creating comment", "Add a comment" and the buttons Comment, Reply,
 * Kommentieren, Absenden, Kommentera and Bình luận are reported; the others are our reading.
 */
import type { Place } from "./place.ts";

export const comment: Place = {
  name: "comment",
  surface: "comment",
  part: "body",
  on: "rich",
  chord: true,
};
