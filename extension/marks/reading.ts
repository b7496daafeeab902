/**
 * An editor's text as its author sees it, and where each character of it stands in the document.
 * Offsets count UTF-16 units of the text.
 */
import { isField, textOf } from "./field.ts";
import { isBlock, type Run, readBlock, readLoose, type Section } from "./section.ts";

export interface Reading {
  readonly text: string;
  /** In order, each with its place in the text. A field has none: its text stands in no node. */
  readonly sections: readonly Placed[];
}

interface Placed {
  readonly start: number;
  readonly section: Section;
}

/** A boundary point, as Range and Selection take it. */
export interface Place {
  readonly node: Node;
  readonly offset: number;
}

export const nothingRead: Reading = { text: "", sections: [] };

/** `block` reads one block: a reader that remembers comes in here. */
export function read(editor: Node, block: (node: Node) => Section = readBlock): Reading {
  if (isField(editor)) return { text: textOf(editor), sections: [] };
  const sections: Section[] = [];
  let loose: Node[] = [];
  const endLoose = (): void => {
    const section = readLoose(loose);
    if (section !== undefined) sections.push(section);
    loose = [];
  };
  for (let child = editor.firstChild; child !== null; child = child.nextSibling) {
    if (isBlock(child)) {
      endLoose();
      sections.push(block(child));
    } else loose.push(child);
  }
  endLoose();
  return joined(sections);
}

function joined(sections: readonly Section[]): Reading {
  let start = 0;
  const placed = sections.map((section) => {
    const at = { start, section };
    start += section.text.length + 1;
    return at;
  });
  return { text: sections.map((each) => each.text).join("\n"), sections: placed };
}

/** Where the character at `at` begins. */
export function placeBefore(reading: Reading, at: number): Place | undefined {
  const placed = lastWhere(reading.sections, (each) => each.start <= at);
  if (placed === undefined) return undefined;
  const { runs } = placed.section;
  const local = at - placed.start;
  const index = runs.findLastIndex((each) => each.start <= local);
  const run = runs[index];
  if (run === undefined) return undefined;
  const next = runs[index + 1];
  if (local > run.start + run.length && next !== undefined) {
    return { node: next.node, offset: next.offset };
  }
  return within(run, local);
}

/** Where the character before `at` ends. */
export function placeAfter(reading: Reading, at: number): Place | undefined {
  const placed = lastWhere(reading.sections, (each) => each.start < at || each.start === 0);
  if (placed === undefined) return undefined;
  const local = at - placed.start;
  const run = placed.section.runs.findLast((each) => each.start < local || each.start === 0);
  return run && within(run, local);
}

const within = (run: Run, local: number): Place => ({
  node: run.node,
  offset: run.offset + Math.min(local - run.start, run.length),
});

/** The last entry that holds, where all that hold come first. */
function lastWhere<T>(all: readonly T[], holds: (each: T) => boolean): T | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = all[middle];
    if (each !== undefined && holds(each)) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}
