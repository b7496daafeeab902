/**
 * One block of an editor (a paragraph, a list) or a stretch of loose nodes between blocks: its
 * text, and where each character stands. Offsets count from the section's own beginning, so a
 * section stays true while others change before it.
 *
 * Blocks are joined by a newline; a <br> inside a block is a newline, the last one of a block only
 * keeps an empty line open. U+FEFF and U+200B are left out (editors put them around embeds and
 * carets), U+00A0 is a space. Mentions and hashtags are read as the words they show.
 */
export interface Section {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** A stretch of text that stands contiguously in one node. A run of length 0 is an empty line. */
export interface Run {
  readonly start: number;
  readonly length: number;
  readonly node: Node;
  readonly offset: number;
}

const blocks = new Set(
  "ADDRESS ARTICLE BLOCKQUOTE DIV DL DD DT FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);
const invisible = /[\u200b\ufeff]/;

export const isBlock = (node: Node): boolean => blocks.has(node.nodeName);

export function readBlock(block: Node): Section {
  const walk = new Walk();
  walk.visit(block);
  return walk;
}

/** Undefined where the nodes hold nothing that makes a line. */
export function readLoose(nodes: readonly Node[]): Section | undefined {
  const walk = new Walk();
  for (const node of nodes) walk.visit(node);
  return walk.runs.length > 0 ? walk : undefined;
}

class Walk {
  text = "";
  readonly runs: Run[] = [];
  /** Whether a line has begun at all; the next block then needs a newline before it. */
  #begun = false;
  /** Whether the last block was left, so that loose text after it begins a new line. */
  #left = false;

  visit(node: Node): void {
    if (node.nodeType === Node.TEXT_NODE) this.#append(node);
    else if (node.nodeName === "BR") this.#break(node);
    else if (isBlock(node)) this.#block(node);
    else this.#children(node);
  }

  #children(parent: Node): void {
    for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
      this.visit(child);
    }
  }

  #block(node: Node): void {
    // A list or wrapper whose first child is a block adds no line of its own.
    const first = node.firstChild;
    if (first === null || !isBlock(first)) this.#line(node);
    this.#children(node);
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
    if (parent === null) return;
    const offset = Array.prototype.indexOf.call(parent.childNodes, node);
    if (!endsLine(parent, node)) {
      this.text += "\n";
      this.#begun = true;
      this.runs.push({ start: this.text.length, length: 0, node: parent, offset: offset + 1 });
    } else if (this.runs.length === 0) {
      // Loose in its editor it is all there is of an empty line.
      this.runs.push({ start: 0, length: 0, node: parent, offset });
    }
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

/** Whether nothing that shows comes after the node on its line. */
function endsLine(parent: Node, node: Node): boolean {
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) {
    if (isBlock(next)) return true;
    if (next.nodeType === Node.ELEMENT_NODE) return false;
    if ((next.nodeValue ?? "").replace(invisible, "") !== "") return false;
  }
  // A <br> that ends an inline element ends the block only where that element does.
  if (isBlock(parent) || parent.parentNode === null) return true;
  return endsLine(parent.parentNode, parent);
}
