/**
 * Atoms: mentions and hashtags that an editor keeps as one piece (contenteditable="false"). No caret
 * stands inside one.
 */
import type { Place } from "./reading.ts";

const atomic = '[contenteditable="false"]';

/** The same place, or the one beside the atom that it is in. */
export function outside(
  editor: Element,
  place: Place | undefined,
  side: "before" | "after",
): Place | undefined {
  const atom = place && atomAround(editor, place.node);
  if (atom?.parentNode == null) return place;
  const index = Array.prototype.indexOf.call(atom.parentNode.childNodes, atom);
  return { node: atom.parentNode, offset: side === "before" ? index : index + 1 };
}

/** The outermost one: an atom may hold others. */
function atomAround(editor: Element, node: Node): Element | undefined {
  let found: Element | undefined;
  let at = node instanceof Element ? node : node.parentElement;
  for (; at !== null && at !== editor; at = at.parentElement) {
    if (at.matches(atomic)) found = at;
  }
  return found;
}
