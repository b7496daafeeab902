/** Sending: the button that does it, and the clicks and keys that do. */
import { sendButton } from "./buttons.ts";
import type { Composer } from "./composer.ts";
import { current } from "./current.ts";
import { attributeOf, matches } from "./dom.ts";
import type { Known } from "./known.ts";
import type { Place } from "./place.ts";
import { places } from "./places.ts";

/** The composer's own button; undefined where nothing looks like it for certain. */
export function postButtonOf(composer: Composer): HTMLElement | undefined {
  return sendButton(composer.editor, placeFor(composer), current());
}

/** Whether a click or key press sends the composer's text. Schedule sends, only later. */
export function isPress(event: Event, composer: Composer): boolean {
  const path = event.composedPath();
  if (event instanceof KeyboardEvent) {
    return path.includes(composer.editor) && isSendKey(event, composer);
  }
  // Most clicks meet no button, and need no search for ours.
  if (!path.some((each) => isButton(each, current()))) return false;
  const button = postButtonOf(composer);
  return button !== undefined && path.includes(button);
}

function isSendKey(event: KeyboardEvent, composer: Composer): boolean {
  const place = placeFor(composer);
  if (event.key !== "Enter" || isWriting(event)) return false;
  if (event.ctrlKey || event.metaKey) return place.chord;
  if (place.enter !== true || event.shiftKey || event.altKey) return false;
  // Enter takes a name from an open list of them.
  if (attributeOf(composer.editor, "aria-activedescendant") !== "") return false;
  return postButtonOf(composer) === undefined;
}

/** An Enter that ends a word of an input method is part of the text. */
const isWriting = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

const isButton = (target: EventTarget, known: Known): boolean =>
  target instanceof Element && matches(target, known.buttons.any);

/** A composer is of the place whose surface and part it has; a repost is sent as a post. */
function placeFor({ surface, part, editor }: Composer): Place {
  const of = places.filter((each) => each.surface === surface && each.part === part);
  const special = of.find(({ refines }) => refines?.when(editor, current()));
  const found = special ?? of.find(({ refines }) => refines === undefined);
  return found ?? fallback;
}

const fallback: Place = { name: "postbox", surface: "post", part: "body", on: "rich", chord: true };
