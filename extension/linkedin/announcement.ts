/**
 * The second dialog of an article, which asks for the text that announces it: an ordinary post. It
 * is told by where it stands: a dialog on a page of the article editor. Its button's labels are
 * our reading.
 */
import { isOn } from "./address.ts";
import { closestAcross } from "./dom.ts";
import type { Place } from "./place.ts";

export const announcement: Place = {
  name: "announcement",
  surface: "post",
  part: "announcement",
  on: "rich",
  chord: true,
  refines: {
    of: ["postbox", "article"],
    when: (editor, known) =>
      isOn(known.places.announcement.address) &&
      closestAcross(editor, known.roots.dialogs) !== undefined,
  },
};
