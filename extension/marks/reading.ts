/**
 * An editor's text as its author sees it, and where each character of it stands in the document.
 *
 * One walk yields both. Blocks are joined by a newline; a <br> inside a block is a newline, the
 * last one of a block only keeps an empty line open. U+FEFF and U+200B are left out (editors put
 * them around embeds and carets), U+00A0 is a space. Offsets count UTF-16 units of the text.
 */
export interface Reading {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** A stretch of text that stands contiguously in one node. A run of length 0 is an empty line. */
interface Run {
  readonly start: number;
  readonly length: number;
  readonly node: Node;
  readonly offset: number;
}

/** A boundary point, as Range and Selection take it. */
export interface Place {
  readonly node: Node;
  readonly offset: number;
}

const blocks = new Set(
  "ADDRESS ARTICLE BLOCKQUOTE DIV DL DD DT FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);
const invisible = /[\u200b\ufeff]/;

export function read(root: Node): Reading {
  const reader = new Reader();
  reader.children(root);
  return { text: reader.text, runs: reader.runs };
}

/** Where the character at `at` begins. */
export function placeBefore(reading: Reading, at: number): Place | undefined {
  const run = reading.runs.findLast((each) => each.start <= at);
  if (run === undefined) return undefined;
  if (at < run.start + run.length) return { node: run.node, offset: run.offset + at - run.start };
  const next = reading.runs[reading.runs.indexOf(run) + 1];
  const after = at === run.start + run.length;
  return after || next === undefined ? end(run) : { node: next.node, offset: next.offset };
}

/** Where the character before `at` ends. */
export function placeAfter(reading: Reading, at: number): Place | undefined {
  const run = reading.runs.findLast((each) => each.start < at || each.start === 0);
  if (run === undefined) return undefined;
  return { node: run.node, offset: run.offset + Math.min(at - run.start, run.length) };
}

const end = (run: Run): Place => ({ node: run.node, offset: run.offset + run.length });

class Reader {
  text = "";
  readonly runs: Run[] = [];
  /** Whether a line has begun at all; the next block then needs a newline before it. */
  #begun = false;
  /** Whether the last block was left, so that loose text after it begins a new line. */
  #left = false;

  children(parent: Node): void {
    for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
      this.#visit(child);
    }
  }

  #visit(node: Node): void {
    if (node.nodeType === Node.TEXT_NODE) this.#append(node);
    else if (node.nodeName === "BR") this.#break(node);
    else if (blocks.has(node.nodeName)) this.#block(node);
    else this.children(node);
  }

  #block(node: Node): void {
    // A list or wrapper whose first child is a block adds no line of its own.
    const first = node.firstChild;
    if (first === null || !blocks.has(first.nodeName)) this.#line(node);
    this.children(node);
    this.#left = true;
  }

  #line(node: Node): void {
    if (this.#begun) this.text += "\n";
    this.#begun = true;
    this.#left = false;
    this.runs.push({ start: this.text.length, length: 0, node, offset: 0 });
  }

  #break(node: Node): void {
    const parent = node.parentNode;
    if (parent === null || lastOf(parent, node)) return;
    this.text += "\n";
    this.#begun = true;
    const offset = Array.prototype.indexOf.call(parent.childNodes, node) + 1;
    this.runs.push({ start: this.text.length, length: 0, node: parent, offset });
  }

  #append(node: Node): void {
    const data = node.nodeValue ?? "";
    if (data === "") return;
    if (this.#left) {
      this.text += "\n";
      this.#left = false;
    }
    this.#begun = true;
    let from = 0;
    while (from < data.length) {
      const skip = data.slice(from).search(invisible);
      const to = skip < 0 ? data.length : from + skip;
      if (to > from) this.#run(node, data, from, to);
      from = to + 1;
    }
  }

  #run(node: Node, data: string, from: number, to: number): void {
    this.runs.push({ start: this.text.length, length: to - from, node, offset: from });
    this.text += data.slice(from, to).replaceAll("\u00a0", " ");
  }
}

function lastOf(parent: Node, node: Node): boolean {
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) {
    if (next.nodeType === Node.ELEMENT_NODE) return false;
    if ((next.nodeValue ?? "").replace(invisible, "") !== "") return false;
  }
  // A <br> that ends an inline element ends the block only where that element does.
  if (blocks.has(parent.nodeName) || parent.parentNode === null) return true;
  return lastOf(parent.parentNode, parent);
}
