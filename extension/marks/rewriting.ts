/**
 * A stretch of an editor with some of its words changed and all else in it kept (mentions, links), as
 * HTML: one command puts it in place, so that it is one step for the browser's own Ctrl+Z.
 */
import { rangeOf } from "./paint.ts";
import type { Reading } from "./reading.ts";
import type { Replacement, Span } from "./spans.ts";

/**
 * Undefined where something else than lines of text with entities in them stands there, and where a
 * space at the end of a line might be lost. `edits` lie in `whole`, which `put` takes the place of.
 */
export function rewritten(
  reading: Reading,
  whole: Replacement,
  edits: readonly Replacement[],
): string | undefined {
  const range = rangeOf(reading, whole);
  if (range === undefined || /^[ \t]|[ \t]$/m.test(whole.text)) return undefined;
  if (range.cloneContents().querySelector(others) !== null) return undefined;
  const lines = new Lines(range.startContainer.ownerDocument ?? document, reading);
  let at = whole.start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    lines.keep({ start: at, end: edit.start });
    lines.put(edit.text);
    at = edit.end;
  }
  lines.keep({ start: at, end: whole.end });
  return lines.html;
}

/** An atom is a node of its editor's own, which would not know it again; a list has lines of its own. */
const others = '[contenteditable="false"], ul, ol, img, table, blockquote, pre';

class Lines {
  readonly #page: Document;
  readonly #reading: Reading;
  readonly #all: HTMLElement[];

  constructor(page: Document, reading: Reading) {
    this.#page = page;
    this.#reading = reading;
    this.#all = [page.createElement("p")];
  }

  put(text: string): void {
    this.#each(text, (words, line) => line.append(words));
  }

  /** What stands there, entities and all. */
  keep({ start, end }: Span): void {
    this.#each(this.#reading.text.slice(start, end), (words, line, at) => {
      const from = start + at;
      const range = rangeOf(this.#reading, { start: from, end: from + words.length });
      if (range !== undefined) line.append(range.cloneContents());
    });
  }

  get html(): string {
    const [only] = this.#all;
    if (only !== undefined && this.#all.length === 1) return only.innerHTML;
    return this.#all
      .map((line) => (line.textContent === "" ? "<p><br></p>" : line.outerHTML))
      .join("");
  }

  #each(text: string, act: (words: string, line: HTMLElement, at: number) => void): void {
    let at = 0;
    for (const [index, words] of text.split("\n").entries()) {
      if (index > 0) this.#all.push(this.#page.createElement("p"));
      const line = this.#all.at(-1);
      if (words !== "" && line !== undefined) act(words, line, at);
      at += words.length + 1;
    }
  }
}
