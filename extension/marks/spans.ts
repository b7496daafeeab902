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
