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
 * The span after the change, or undefined where the change touches it: what was judged is then no
 * longer what stands there. An edit right at a border counts as touching, for it may lengthen a
 * word ("return" to "returned").
 */
export function move<S extends Span>(span: S, change: Change): S | undefined {
  if (change.start === change.end && change.length === 0) return span;
  if (change.start > span.end) return span;
  if (change.end < span.start) {
    const by = change.length - (change.end - change.start);
    return { ...span, start: span.start + by, end: span.end + by };
  }
  return undefined;
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
