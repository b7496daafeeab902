/** What happens in a page that concerns those who write in it. */
import { watchComposers } from "../linkedin/watch.ts";
import { type FocusParts, followFocus } from "./focus.ts";

export interface Listening extends FocusParts {
  /** The person clicked or pressed a key, before the page has seen it. */
  onPress(event: Event): void;
  /** A composer came without a focus. */
  onAppear(): void;
}

/** Listens until the signal. The window comes first on an event's way. */
export function listen(listening: Listening): void {
  const { signal } = listening;
  followFocus(listening);
  const press = (event: Event): void => {
    if (isPersons(event)) listening.onPress(event);
  };
  window.addEventListener("click", press, { capture: true, signal });
  window.addEventListener("keydown", press, { capture: true, signal });
  const unwatch = watchComposers(document, () => listening.onAppear());
  signal.addEventListener("abort", unwatch);
}

/**
 * Only the person's own clicks and keys count: what a script of the page does to its own button is
 * the page's business, and tells us nothing of a person. A key within a composition writes.
 */
function isPersons(event: Event): boolean {
  return event.isTrusted && !(event instanceof KeyboardEvent && event.isComposing);
}
