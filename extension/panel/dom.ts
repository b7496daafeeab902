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
  const svg = document.createElementNS(svgNamespace, "svg");
  const line = document.createElementNS(svgNamespace, "path");
  line.setAttribute("d", path);
  svg.append(line);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `glyph ${name}`);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

/** Draws `render(input)` into `place`, but only when the input is another than last time. */
export function slot<T>(place: HTMLElement, render: (input: T) => Child[]): (input: T) => void {
  let last: string | undefined;
  return (input) => {
    const now = JSON.stringify(input);
    if (now === last) return;
    last = now;
    place.replaceChildren();
    add(place, render(input));
  };
}
