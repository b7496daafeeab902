/** The note at the caret: follows it through the underlined words of one composer. */
import { selectionOf } from "../marks/applying.ts";
import type { Place } from "../marks/reading.ts";
import type { Finding } from "../wire/shapes.ts";
import { Card } from "./card.ts";
import { oncePerFrame } from "./frame.ts";

export interface CaretParts {
  readonly editor: HTMLElement;
  /** Ends the following, and takes the note away. */
  readonly signal: AbortSignal;
  /** Whether the person wants it, and writes here. */
  allowed(): boolean;
  findingAt(place: Place): { finding: Finding; range: Range } | undefined;
}

export function followCaret({ editor, signal, allowed, findingAt }: CaretParts): void {
  const page = editor.ownerDocument;
  const card = new Card();
  const look = oncePerFrame(() => {
    const place = signal.aborted || !allowed() ? undefined : caretIn(editor);
    const found = place && findingAt(place);
    if (found === undefined) card.hide();
    else card.show(page, found.finding, found.range.getBoundingClientRect());
  });
  const hide = (): void => card.hide();
  page.addEventListener("selectionchange", look, { signal });
  editor.addEventListener("blur", hide, { signal });
  // It stands still while the words under it move away.
  page.addEventListener("scroll", hide, { signal, capture: true, passive: true });
  signal.addEventListener("abort", hide);
}

function caretIn(editor: HTMLElement): Place | undefined {
  const node = selectionOf(editor)?.focusNode ?? undefined;
  const offset = selectionOf(editor)?.focusOffset ?? 0;
  return node !== undefined && editor.contains(node) ? { node, offset } : undefined;
}
