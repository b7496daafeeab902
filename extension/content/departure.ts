/**
 * Whether a post is out: its editor was emptied or left the document soon after the press. Either
 * sign alone is wrong too often (a discarded draft, a press that failed).
 */
import { read } from "../marks/reading.ts";

/** LinkedIn takes a few seconds for a post with media; a later change is the person's own. */
const windowMs = 15_000;
/** Fast enough for the panel's note, slow enough to cost nothing. */
const lookMs = 200;

/** Calls `onOut` at most once; `stop` ends the watch, as does the next press. */
export function watchDeparture(editor: HTMLElement, onOut: () => void): { stop(): void } {
  const began = performance.now();
  const stop = (): void => clearInterval(timer);
  const look = (): void => {
    if (isOut(editor)) {
      stop();
      onOut();
    } else if (performance.now() - began > windowMs) {
      stop();
    }
  };
  const timer = setInterval(look, lookMs);
  return { stop };
}

function isOut(editor: HTMLElement): boolean {
  return !editor.isConnected || read(editor).text.trim() === "";
}
