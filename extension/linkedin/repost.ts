/**
 * A repost with thoughts: the post box, with the post of another in its dialog. The card's classes
 * were seen in captures of 2025-04 below reposts in the feed; that the dialog has them is our
 * reading, and so are the labels of its button.
 */
import { closestAcross, holds } from "./dom.ts";
import type { Place } from "./place.ts";

export const repost: Place = {
  name: "repost",
  surface: "post",
  part: "body",
  on: "rich",
  chord: true,
  refines: {
    of: ["postbox"],
    when: (editor, known) => {
      const dialog = closestAcross(editor, known.roots.dialogs);
      return dialog !== undefined && holds(dialog, known.places.repost.dialog);
    },
  },
};
