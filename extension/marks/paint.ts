/**
 * Paints findings with the CSS Custom Highlight API: the page's document stays as it is.
 *
 * A page can read its highlights' names, so they are random for each load and tell neither rule
 * nor reason. Severities differ by the shape of the line as well as by colour.
 */
import { placeAfter, placeBefore, type Reading } from "./reading.ts";
import type { Span } from "./spans.ts";

export type Severity = "advise" | "warn" | "review" | "block";

export interface Mark extends Span {
  readonly severity: Severity;
}

export interface Painter {
  /** Shows exactly these marks of this reading; a mark without length paints nothing. */
  show(reading: Reading, marks: readonly Mark[]): void;
  clear(): void;
}

const lines: Record<Severity, string> = {
  block: "underline 2px solid #d3382c",
  review: "underline 2px dashed #b26a00",
  warn: "underline 2px wavy #a08000",
  advise: "underline 2px dotted #33658a",
};

/** Later entries are painted over earlier ones. */
const order: readonly Severity[] = ["advise", "warn", "review", "block"];

/**
 * `token` makes the names of this load; it must not be guessable by name lists. Until there is
 * something to show, the page has neither sheet nor highlight of ours.
 */
export function openPainter(editor: Element, token: string): Painter {
  const layers = new Map<Severity, Highlight>();
  const layer = (severity: Severity): Highlight => {
    const made = layers.get(severity) ?? highlight(token, order.indexOf(severity));
    layers.set(severity, made);
    return made;
  };
  const clear = (): void => {
    for (const each of layers.values()) each.clear();
  };
  return {
    clear,
    show(reading, marks) {
      clear();
      if (marks.length > 0) adopt(editor, sheetFor(token));
      for (const mark of marks) {
        const range = rangeOf(reading, mark);
        if (range !== undefined) layer(mark.severity).add(range);
      }
    },
  };
}

/** The range of a span, or undefined where it is empty or its place has gone. */
export function rangeOf(reading: Reading, span: Span): Range | undefined {
  if (span.end <= span.start) return undefined;
  const from = placeBefore(reading, span.start);
  const to = placeAfter(reading, span.end);
  if (from === undefined || to === undefined) return undefined;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

const nameOf = (token: string, at: number): string => `h${token}${at}`;

function highlight(token: string, at: number): Highlight {
  const name = nameOf(token, at);
  const known = CSS.highlights.get(name);
  if (known !== undefined) return known;
  const made = new Highlight();
  made.priority = at;
  CSS.highlights.set(name, made);
  return made;
}

function sheetFor(token: string): string {
  return order
    .map((severity, at) => {
      const line = `text-decoration:${lines[severity]};text-decoration-skip-ink:none`;
      return `::highlight(${nameOf(token, at)}){${line}}`;
    })
    .join("\n");
}

const adopted = new WeakMap<Document | ShadowRoot, string>();

/** The sheet must stand in the root that holds the range: Firefox looks nowhere else. */
function adopt(editor: Element, css: string): void {
  const root = editor.getRootNode();
  for (const each of [editor.ownerDocument, root]) {
    if (!(each instanceof Document || each instanceof ShadowRoot)) continue;
    if (adopted.get(each) === css) continue;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    each.adoptedStyleSheets = [...each.adoptedStyleSheets, sheet];
    adopted.set(each, css);
  }
}
