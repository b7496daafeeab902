/**
 * Places whose contents follow an input. Whoever works in one with the keyboard keeps the focus,
 * what was unfolded stays so, and an element whose input stayed is not touched at all.
 */
import { add, type Child } from "./dom.ts";

/** Draws `render(input)` into `place`, but only when the input is another than last time. */
export function slot<T>(place: HTMLElement, render: (input: T) => Child[]): (input: T) => void {
  let last: string | undefined;
  return (input) => {
    const now = JSON.stringify(input);
    if (now === last) return;
    last = now;
    const restore = remember(place);
    place.replaceChildren();
    add(place, render(input));
    restore();
  };
}

/** One of a list: told apart by `key`, drawn again when `as` is another. */
export interface Keyed {
  readonly key: string;
  readonly as: string;
  make(): HTMLElement;
}

/**
 * A list whose elements stay the same while what they show does, open forms and all. `onLost` is
 * told when the element with the focus has left the list, so that the focus gets a place.
 */
export function keyedList(
  place: HTMLElement,
  onLost: (at: number) => void = () => {},
): (wanted: readonly Keyed[]) => void {
  let drawn = new Map<string, { as: string; element: HTMLElement }>();
  return (wanted) => {
    const next: typeof drawn = new Map();
    for (const { key, as, make } of wanted) {
      const unique = uniqueIn(next, key);
      const known = drawn.get(unique);
      next.set(unique, known?.as === as ? known : { as, element: make() });
    }
    const at = [...place.children].findIndex((each) => each.contains(document.activeElement));
    const restore = remember(place);
    const elements = [...next.values()].map(({ element }) => element);
    arrange(place, elements);
    if (!restore()) onLost(at);
    drawn = next;
  };
}

/** Moves as little as possible: an element that is moved loses the focus. */
function arrange(place: HTMLElement, wanted: readonly HTMLElement[]): void {
  for (const child of [...place.children]) {
    if (!wanted.some((each) => each === child)) child.remove();
  }
  for (const [at, element] of wanted.entries()) {
    const there = place.children[at];
    if (there !== element) place.insertBefore(element, there ?? null);
  }
}

function uniqueIn(taken: ReadonlyMap<string, unknown>, key: string): string {
  let unique = key;
  for (let at = 2; taken.has(unique); at += 1) unique = `${key}\n${at}`;
  return unique;
}

/** Where the focus is and what is unfolded, restored by the returned; false: the focus is lost. */
function remember(place: HTMLElement): () => boolean {
  const { activeElement } = document;
  const focused = activeElement !== place && place.contains(activeElement) ? activeElement : null;
  const open = [...place.querySelectorAll("details[open]")].map((each) => nameOf(place, each));
  const name = focused === null ? nobody : nameOf(place, focused);
  return () => {
    for (const each of open) find(place, each)?.setAttribute("open", "");
    if (focused === null || focused.isConnected) return refocus(focused);
    return refocus(find(place, name));
  };
}

function refocus(element: Element | null | undefined): boolean {
  if (element === null) return true;
  if (!(element instanceof HTMLElement)) return false;
  if (document.activeElement !== element) element.focus({ preventScroll: true });
  return true;
}

/** Elements are known by their key or test id, and by which of those with the same they are. */
interface Name {
  readonly own: string;
  readonly at: number;
}

const nobody: Name = { own: "", at: -1 };

const ownName = (element: Element): string =>
  element.getAttribute("data-key") ?? element.getAttribute("data-testid") ?? "";

function alike(place: HTMLElement, own: string): Element[] {
  const named = [...place.querySelectorAll("[data-key], [data-testid]")];
  return named.filter((each) => ownName(each) === own);
}

function nameOf(place: HTMLElement, element: Element): Name {
  const own = ownName(element);
  return { own, at: alike(place, own).indexOf(element) };
}

function find(place: HTMLElement, { own, at }: Name): Element | undefined {
  return own === "" ? undefined : alike(place, own)[at];
}
