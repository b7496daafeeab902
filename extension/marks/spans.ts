/** Spans over an edit. Half-open, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in a span's place. */
export interface Replacement extends Span {
  readonly text: string;
}

/** One replacement that turns one text into another: [start, end) of the old became `length` units. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** The smallest single replacement that makes `after` of `before`. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start: head, end: before.length - tail, length: after.length - tail - head };
}

/**
 * The span after the change that made `after`, or undefined where the change touches it: what was
 * judged is then no longer what stands there. An edit right at a border counts as touching where it
 * lengthens a word ("return" to "returned"); a space or a full stop does not.
 */
export function move<S extends Span>(span: S, change: Change, after: string): S | undefined {
  if (change.start === change.end && change.length === 0) return span;
  if (change.start > span.end) return span;
  if (change.start === span.end) return isWord(after.codePointAt(span.end)) ? undefined : span;
  if (change.end > span.start) return undefined;
  const by = change.length - (change.end - change.start);
  const moved = { ...span, start: span.start + by, end: span.end + by };
  const touched = change.end === span.start && isWord(pointBefore(after, moved.start));
  return touched ? undefined : moved;
}

const isWord = (point: number | undefined): boolean =>
  point !== undefined && /[\p{L}\p{M}\p{N}\p{Pc}]/u.test(String.fromCodePoint(point));

/** A character beyond the first plane takes two units. */
function pointBefore(text: string, at: number): number | undefined {
  const pair = at > 1 ? text.codePointAt(at - 2) : undefined;
  return pair !== undefined && pair > 0xffff ? pair : text.codePointAt(at - 1);
}

/** One replacement that does what several do; undefined where they overlap or there are none. */
export function joined(text: string, edits: readonly Replacement[]): Replacement | undefined {
  const inOrder = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const [first] = inOrder;
  if (first === undefined) return undefined;
  let end = first.start;
  let put = "";
  for (const edit of inOrder) {
    if (edit.start < end) return undefined;
    put += text.slice(end, edit.start) + edit.text;
    end = edit.end;
  }
  return { start: first.start, end, text: put };
}

/** The same edit without what it leaves as it is at its ends: a mention beside it stays untouched. */
export function trimmed(text: string, edit: Replacement): Replacement {
  const old = text.slice(edit.start, edit.end);
  const change = changeBetween(old, edit.text);
  const start = edit.start + change.start;
  const put = edit.text.slice(change.start, change.start + change.length);
  const whole = { start, end: edit.start + change.end, text: put };
  // Half a character is no place for a caret.
  return isCut(text, whole.start) || isCut(text, whole.end) ? edit : whole;
}

const isCut = (text: string, at: number): boolean =>
  /^[\udc00-\udfff]/.test(text.slice(at, at + 1));

/**
 * The same deletion, moved back as far as it goes where it would end at a line's start: a line goes with
 * the newline before it as well as with the one behind, and editors take the one back better.
 */
export function rolled(text: string, edit: Replacement): Replacement {
  let { start, end } = edit;
  if (edit.text !== "") return edit;
  while (start < end && text[start - 1] === "\n" && text[end - 1] === "\n") {
    start--;
    end--;
  }
  return { start, end, text: "" };
}

/** Whether what is replaced ends within a line or at its end, so that no line loses its beginning. */
export const endsInLine = (text: string, { start, end }: Span): boolean =>
  start === end || text[end - 1] !== "\n";

/** The same edit of whole lines. */
export function wholeLines(text: string, edit: Replacement): Replacement {
  const start = edit.start === 0 ? 0 : text.lastIndexOf("\n", edit.start - 1) + 1;
  const next = text.indexOf("\n", edit.end);
  const end = next < 0 ? text.length : next;
  return {
    start,
    end,
    text: text.slice(start, edit.start) + edit.text + text.slice(edit.end, end),
  };
}

/** The text after edits that do not overlap. */
export function edited(text: string, edits: readonly Replacement[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}
