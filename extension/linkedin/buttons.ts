/**
 * The button that sends what an editor holds, sought from the editor outwards: the nearest one that
 * its class or key tells, then one whose text is a label, at last the only button of text alone in
 * the editor's own dialog or box. Never beyond its card or dialog, nor where another editor begins.
 */
import { isField } from "./composer.ts";
import {
  all,
  attributeOf,
  closestAcross,
  holds,
  isVisible,
  matches,
  outwards,
  parentAcross,
  textOf,
} from "./dom.ts";
import type { Known } from "./known.ts";
import { conversationOf } from "./message.ts";
import type { Place } from "./place.ts";
import { plain } from "./words.ts";

export function sendButton(
  editor: HTMLElement,
  place: Place,
  known: Known,
): HTMLElement | undefined {
  const by = place.sentBy ?? place.name;
  const { send, structure } = known.places[by];
  for (const at of scopes(editor, place, known)) {
    const found = all(at, send.structure).find(isVisible) ?? keyed(at, send.keys, known);
    const told = found ?? textButtons(at, known).find((each) => send.labels.has(said(each)));
    if (told !== undefined) return told;
  }
  // Where the message form is as it was, its button would be too: without one, Enter sends.
  if (by === "message" && closestAcross(editor, structure) !== undefined) return undefined;
  return loneButton(editor, send.within, known);
}

/** What lies around the editor and belongs to it, from the inside out. */
function* scopes(editor: HTMLElement, place: Place, known: Known): Generator<Element> {
  const edge = edgeOf(editor, place, known);
  const { dialogs, cards, borders } = known.roots;
  const last = (at: Element): boolean =>
    edge === undefined ? matches(at, cards) || matches(at, dialogs) : at === edge;
  for (const at of outwards(editor)) {
    if (at === editor) continue;
    // An article's editor is the whole page.
    if (place.surface !== "article" && matches(at, borders)) return;
    if (hasStranger(at, editor, known)) return;
    yield at;
    if (last(at)) return;
  }
}

/** Where the search ends at the latest: the outermost dialog; for messages their form. */
function edgeOf(editor: HTMLElement, place: Place, known: Known): Element | undefined {
  if (place.surface === "message") {
    const { within } = known.places.message.send;
    const form = closestAcross(editor, within) ?? conversationOf(editor, known);
    if (form !== undefined) return form;
  }
  let edge: Element | undefined;
  for (let at: Element | undefined = editor; at !== undefined; ) {
    at = closestAcross(at, known.roots.dialogs);
    edge = at ?? edge;
    at = at === undefined ? undefined : parentAcross(at);
  }
  return edge;
}

/** Whether another editor lies in here, whose button this may hold. A title stands above a body. */
function hasStranger(at: Element, editor: HTMLElement, known: Known): boolean {
  const { rich, like, decoys } = known.editors;
  const others = all(at, rich).filter(
    (each) => each !== editor && matches(each, like) && !matches(each, decoys),
  );
  return others.length > (isField(editor) ? 1 : 0);
}

/** By its key; of several the last that is words. */
function keyed(at: Element, keys: string, known: Known): HTMLElement | undefined {
  const found = all(at, keys).filter(isVisible);
  return found.findLast((each) => isText(each, known)) ?? found.at(-1);
}

/** In the native dialog it has neither class nor label: it is the last button of text alone. */
function loneButton(editor: HTMLElement, within: string, known: Known): HTMLElement | undefined {
  const box = closestAcross(editor, within) ?? closestAcross(editor, known.roots.dialogs);
  const scope = box ?? conversationOf(editor, known);
  if (scope === undefined) return undefined;
  return textButtons(scope, known).findLast((each) => attributeOf(each, "aria-label") === "");
}

const textButtons = (at: Element, known: Known): HTMLElement[] =>
  all(at, known.buttons.any).filter((each) => isText(each, known) && isVisible(each));

const isText = (button: HTMLElement, known: Known): boolean =>
  !holds(button, known.buttons.graphics) && said(button) !== "";

const said = (button: HTMLElement): string => plain(textOf(button));
