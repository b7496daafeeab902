/** Where the person's focus is, also within open shadow roots, whose inner moves no window sees. */
import type { Composer } from "../linkedin/composer.ts";
import { composerOf, isWriting } from "../linkedin/find.ts";
import { rootsOnTheWay } from "../linkedin/interop.ts";

export interface FocusParts {
  readonly signal: AbortSignal;
  /** What the person did before anybody listened, if they did. */
  readonly first?: Event | undefined;
  /** The focus went to a composer, or to something else in which a person may write or not. */
  onEnter(composer: Composer | undefined, isWritten: boolean): void;
  onLeave(): void;
}

/** Only focus that the browser tells of counts; what a script of the page dispatches does not. */
export function followFocus({ signal, first, onEnter, onLeave }: FocusParts): void {
  const known = new WeakSet<Node>();
  const options = { capture: true, signal };
  const listen = (at: EventTarget): void => {
    at.addEventListener("focusin", enter, options);
    at.addEventListener("focusout", leave, options);
  };
  const enter = (event: Event): void => {
    if (!event.isTrusted) return;
    for (const root of rootsOnTheWay(event)) {
      if (!known.has(root)) listen(root);
      known.add(root);
    }
    onEnter(composerOf(event), isWriting(event));
  };
  const leave = (event: Event): void => {
    if (event.isTrusted) onLeave();
  };
  listen(window);
  if (first !== undefined) enter(first);
}
