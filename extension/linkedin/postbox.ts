/**
 * The post box, in three lives:
 *
 * - classic: Quill in a modal of the document (to 2025, still served);
 * - interop: the same modal in the open shadow root of #interop-outlet (2025-10 on). Both as
 *   measured by VladyTipler/linkedin-beacon, docs/linkedin-dom-anchors.md, 2026-06-26;
 * - server-driven: TipTap in a native <dialog> (2026-09 on), reported by five projects: only
 *   componentkey and screen tell, and the button has neither class nor label.
 *
 * Labels: "Text editor for creating content" and the English placeholders are reported, as are the
 * buttons Post, Posten, Veröffentlichen, Publier, Publicera, Опублікувати and Planen. The others
 * are our reading of LinkedIn's translations. The English label stands on comment editors too,
 * which is why labels are asked last.
 */
import type { Place } from "./place.ts";

export const postbox: Place = {
  name: "postbox",
  surface: "post",
  part: "body",
  on: "rich",
  chord: true,
  // What nothing tells is checked as a post.
  shaped: () => true,
};
