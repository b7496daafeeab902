/** What a fix would make of the words it is about: before and after, before anybody presses. */
import type { Change, Finding, Fix } from "../wire/shapes.ts";

/** In UTF-16 units: of the words around a change, so much stays in sight. */
const around = 24;

/**
 * Pure. Empty where the fix changes words that the finding does not quote, or where it quotes
 * none: then its label says what it does.
 */
export function preview(finding: Finding, fix: Fix): Change[] {
  const { start, end, quote } = finding;
  const changes: Change[] = [];
  if (quote === "") return [];
  let at = start;
  for (const edit of fix.edits.toSorted((a, b) => a.start - b.start)) {
    const inside = at <= edit.start && edit.end <= end;
    if (!inside) return edit.start === edit.end ? inserted(edit.text, quote) : [];
    push(changes, "keep", quote.slice(at - start, edit.start - start));
    push(changes, "extra", quote.slice(edit.start - start, edit.end - start));
    push(changes, "missing", edit.text);
    at = edit.end;
  }
  push(changes, "keep", quote.slice(at - start));
  const changed = changes.some(({ op }) => op !== "keep");
  return changed ? changes.map((change, index) => shorten(change, index, changes.length)) : [];
}

function inserted(text: string, quote: string): Change[] {
  const changes: Change[] = [];
  push(changes, "missing", text);
  push(changes, "keep", quote);
  return changes.map((change, index) => shorten(change, index, changes.length));
}

function push(changes: Change[], op: Change["op"], text: string): void {
  if (text.trim() !== "") changes.push({ op, text: text.trim() });
}

/** Of what stays, the end before a change and the beginning after it. */
function shorten(change: Change, at: number, of: number): Change {
  const { op, text } = change;
  if (op !== "keep" || text.length <= 2 * around) return change;
  const head = at === 0 ? "" : `${text.slice(0, around).trimEnd()} `;
  const tail = at === of - 1 ? "" : ` ${text.slice(-around).trimStart()}`;
  return { op, text: `${head}…${tail}` };
}
