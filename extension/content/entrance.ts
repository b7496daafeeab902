/**
 * When this script begins its work: at once in a page of its own. A frame may be a decoy that nobody
 * sees, or one that comes into sight later, so there it waits, doing nothing, for the person to turn
 * to the page in sight.
 */
import { isFramed, isSeen } from "../linkedin/frame.ts";

/** What a person's turning to a page begins with; an editor may have had the focus before. */
const turns = ["focusin", "keydown", "beforeinput"];

/** Calls `begin` at most once, with the event that nobody else has heard. */
export function onEntrance(signal: AbortSignal, begin: (first?: Event) => void): void {
  if (!isFramed()) {
    begin();
    return;
  }
  const entered = new AbortController();
  const enter = (event: Event): void => {
    if (!event.isTrusted || !isSeen()) return;
    entered.abort();
    begin(event);
  };
  const options = { capture: true, signal: AbortSignal.any([signal, entered.signal]) };
  for (const name of turns) window.addEventListener(name, enter, options);
}
