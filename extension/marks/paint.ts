/**
 * Paints findings with the CSS Custom Highlight API: the page's document stays as it is.
 *
 * A page can read its highlights' names and ranges, so names are random for each load and tell
 * neither rule nor reason, and a name stands there only while something is painted by it.
 */
import { isField } from "./field.ts";
import { type Place, placeAfter, placeBefore, type Reading } from "./reading.ts";
import { order, type Severity, sheetFor } from "./severity.ts";
import { adoptSheet } from "./sheet.ts";
import type { Span } from "./spans.ts";

export interface Mark extends Span {
  readonly severity: Severity;
}

export interface Painter {
  /** Shows exactly these marks of this reading; a mark without length paints nothing. */
  show(reading: Reading, marks: readonly Mark[]): void;
  clear(): void;
  /** Leaves nothing behind in the editor's roots. */
  close(): void;
}

/** Several editors of a page are painted by the same names. */
export interface Palette {
  painter(editor: Element): Painter;
}

interface Ends {
  readonly from: Place;
  readonly to: Place;
}

/** `token` makes the names of this load; it must not be guessable by name lists. */
export function openPalette(token: string): Palette {
  const layers = order.map((_severity, at) => new Layer(`h${token}${at}`, at));
  const css = sheetFor(layers.map((each) => each.name));
  return {
    painter: (editor) => (isField(editor) ? unpaintable : openPainter(editor, layers, css)),
  };
}

const unpaintable: Painter = { show: () => {}, clear: () => {}, close: () => {} };

function openPainter(editor: Element, layers: readonly Layer[], css: string): Painter {
  let painted: readonly Range[][] = layers.map(() => []);
  let release: (() => void) | undefined;
  const show = (reading: Reading, marks: readonly Mark[]): void => {
    if (marks.length > 0) release ??= adoptSheet(editor, css);
    painted = layers.map((layer, at) => {
      const own = marks.filter((each) => each.severity === order[at]);
      return layer.replace(painted[at] ?? [], endsOf(reading, own));
    });
  };
  const clear = (): void => show({ text: "", sections: [] }, []);
  return {
    show,
    clear,
    close() {
      clear();
      release?.();
      release = undefined;
    },
  };
}

/** One severity's highlight, which the page has only while it holds a range. */
class Layer {
  readonly name: string;
  readonly #highlight = new Highlight();

  constructor(name: string, priority: number) {
    this.name = name;
    // Later severities are painted over earlier ones.
    this.#highlight.priority = priority;
  }

  /** A range that still stands where it should is left alone, so that nothing flickers. */
  replace(before: readonly Range[], wanted: readonly Ends[]): Range[] {
    const standing = new Map<string, Range[]>();
    const nodes = new Numbers();
    for (const range of before) {
      const key = nodes.keyOf({
        from: { node: range.startContainer, offset: range.startOffset },
        to: { node: range.endContainer, offset: range.endOffset },
      });
      standing.set(key, [...(standing.get(key) ?? []), range]);
    }
    const now = wanted.map((ends) => standing.get(nodes.keyOf(ends))?.pop() ?? this.#add(ends));
    for (const range of [...standing.values()].flat()) this.#highlight.delete(range);
    if (this.#highlight.size === 0) CSS.highlights.delete(this.name);
    return now;
  }

  #add(ends: Ends): Range {
    const range = rangeBetween(ends);
    this.#highlight.add(range);
    if (CSS.highlights.get(this.name) !== this.#highlight) {
      CSS.highlights.set(this.name, this.#highlight);
    }
    return range;
  }
}

/** Tells nodes apart in a key. */
class Numbers {
  readonly #numbers = new Map<Node, number>();

  keyOf({ from, to }: Ends): string {
    return `${this.#of(from.node)}:${from.offset} ${this.#of(to.node)}:${to.offset}`;
  }

  #of(node: Node): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }
}

/** Several rules may speak of the same words: they are underlined once. */
function endsOf(reading: Reading, marks: readonly Mark[]): Ends[] {
  const spans = new Map(marks.map((mark) => [`${mark.start} ${mark.end}`, mark]));
  return [...spans.values()].flatMap((span) => ends(reading, span) ?? []);
}

function ends(reading: Reading, span: Span): Ends | undefined {
  if (span.end <= span.start) return undefined;
  const from = placeBefore(reading, span.start);
  const to = placeAfter(reading, span.end);
  if (from === undefined || to === undefined) return undefined;
  return stands(from) && stands(to) ? { from, to } : undefined;
}

/** A place of a reading that is older than the document may be none: a range there would throw. */
function stands({ node, offset }: Place): boolean {
  const length = node instanceof CharacterData ? node.length : node.childNodes.length;
  return offset <= length;
}

function rangeBetween({ from, to }: Ends): Range {
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** The range of a span, or undefined where it is empty or its place has gone. */
export function rangeOf(reading: Reading, span: Span): Range | undefined {
  const found = ends(reading, span);
  return found && rangeBetween(found);
}
