/** Elements by small helpers. Text is only ever set as text, never as markup. */
export type Child = Node | string | undefined | false;

interface Given {
  /** Attributes; false and undefined leave the attribute out, true sets it empty. */
  readonly [name: string]: string | boolean | undefined | ((event: Event) => void);
}

/** A function under the name of an event listens to it: `{ click: () => ... }`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Given = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  add(element, children);
  return element;
}

export function add(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

const svgNamespace = "http://www.w3.org/2000/svg";

/** A drawing of one path, for decoration: what it says must also stand in words. */
export function glyph(path: string, name: string): SVGElement {
  const svg = svgElement("svg", {
    viewBox: "0 0 16 16",
    class: `glyph ${name}`,
    "aria-hidden": "true",
  });
  svg.append(svgElement("path", { d: path }));
  return svg;
}

export function svgElement(tag: string, given: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  return element;
}
