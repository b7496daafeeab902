/**
 * Which editor an event belongs to, and what for. LinkedIn serves several generations of its pages
 * at once, so the question is asked of each editor, never of the page: first whether it is an
 * editor at all, then which place, from the surest sign to the weakest. Nothing here scans a page
 * but openComposer, and nothing throws, whatever the page looks like.
 */
import { type Composer, type Generation, isField } from "./composer.ts";
import { current, shipped } from "./current.ts";
import { allIn, closestAcross, focusedIn, matches, openRootOf, rootOf } from "./dom.ts";
import { editorAt } from "./editors.ts";
import type { Known } from "./known.ts";
import type { Place } from "./place.ts";
import { placeOf } from "./tiers.ts";

/** The composer that an event happened in, if it happened in one. */
export function composerOf(event: Event): Composer | undefined {
  const [first] = event.composedPath();
  return first instanceof Element ? composerAt(first) : undefined;
}

/** Whether an event happened where somebody writes, be it a composer or not. */
export function isWriting(event: Event): boolean {
  const [first] = event.composedPath();
  return first instanceof Element && matches(first, writable);
}

const writable = '[contenteditable]:not([contenteditable="false"]), textarea, input[type="text"]';

/** The composer that holds the focus, through open roots. */
export function focusedComposer(page: Document): Composer | undefined {
  const focused = focusedIn(page);
  return focused === undefined ? undefined : composerAt(focused);
}

/** A composer that stands open in the page, focused or not; an editor before a field. */
export function openComposer(page: Document): Composer | undefined {
  const focused = focusedComposer(page);
  if (focused !== undefined) return focused;
  const candidates = candidatesIn(page);
  return firstOf(candidates, (each) => !isField(each)) ?? firstOf(candidates, isField);
}

function firstOf(
  candidates: readonly HTMLElement[],
  fits: (editor: HTMLElement) => boolean,
): Composer | undefined {
  for (const editor of candidates) {
    const found = fits(editor) ? composerAt(editor) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What may be an editor, in the page and in its outlets' roots; asked of each element once. */
function candidatesIn(page: Document): HTMLElement[] {
  const { editors, roots } = current();
  const writable = [editors.rich, editors.fields].filter((each) => each !== "").join(", ");
  const asked = [writable, roots.outlets].filter((each) => each !== "").join(", ");
  return allIn(page, asked).flatMap((each) => {
    const root = matches(each, roots.outlets) ? openRootOf(each) : undefined;
    return root === undefined ? [each] : allIn(root, writable);
  });
}

/** The composer around an element. */
export function composerAt(element: Element): Composer | undefined {
  const editor = editorAt(element, current());
  const place = editor === undefined ? undefined : decide(editor);
  if (editor === undefined || place === undefined) return undefined;
  const { surface, part } = place;
  const found = { editor, surface, part, generation: generationOf(editor, current()) };
  return place.static === undefined ? found : { ...found, static: place.static };
}

/**
 * What was pushed may find what ships does not, but what ships knows to be a comment or a message
 * stays one: no push makes a device read what its owner switched off.
 */
function decide(editor: HTMLElement): Place | undefined {
  const known = current();
  const found = placeOf(editor, known);
  if (known === shipped || found === undefined || isPrivate(found.place)) return found?.place;
  const before = placeOf(editor, shipped);
  return before?.sure && isPrivate(before.place) ? before.place : found.place;
}

const isPrivate = ({ surface }: Place): boolean => surface === "comment" || surface === "message";

function generationOf(editor: HTMLElement, known: Known): Generation {
  if (location.pathname.startsWith("/practice")) return "practice";
  if (closestAcross(editor, "[data-vouch-practice]") !== undefined) return "practice";
  if (rootOf(editor) instanceof ShadowRoot) return "interop";
  if (matches(editor, ".tiptap")) return "sdui";
  return closestAcross(editor, known.roots.server_driven) === undefined ? "classic" : "sdui";
}
