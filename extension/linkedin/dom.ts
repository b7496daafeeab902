/**
 * Ways about a tree of nodes, across the borders of open roots.
 *
 * A form's own properties can be hidden by what it holds (an input named "closest"), so nothing is
 * asked of an element by its own properties: every question goes by the prototype. "" is the
 * selector that matches nothing. No function here throws for any tree.
 */

/** Deeper than any page; a bound for trees that somebody made on purpose. */
const deepest = 512;

const ask = <T>(name: string, of: Element): T => Reflect.get(Element.prototype, name, of);

export function matches(element: Element, selector: string): boolean {
  return selector !== "" && Element.prototype.matches.call(element, selector);
}

export function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}

export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? "";
}

export function textOf(element: Element): string {
  return ask<string | null>("textContent", element) ?? "";
}

/** The parent; of what stands at the top of an open root, the root's host. */
export function parentAcross(element: Element): Element | undefined {
  const parent = ask<Node | null>("parentNode", element);
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : undefined;
}

/** The element and everything around it, from the inside out. */
export function* outwards(from: Element): Generator<Element> {
  let at: Element | undefined = from;
  for (let depth = 0; at !== undefined && depth < deepest; depth++) {
    yield at;
    at = parentAcross(at);
  }
}

/** The nearest ancestor (or the element itself) that matches. */
export function closestAcross(from: Element, selector: string): HTMLElement | undefined {
  if (selector === "") return undefined;
  for (let at: Element | undefined = from, depth = 0; at !== undefined; depth++) {
    const found: Element | null = Element.prototype.closest.call(at, selector);
    if (found instanceof HTMLElement) return found;
    // An SVG or MathML element that matches hides no answer further out.
    const next: Element | undefined = found === null ? hostOf(at) : parentAcross(found);
    at = depth < deepest ? next : undefined;
  }
  return undefined;
}

export function first(within: Element, selector: string): HTMLElement | undefined {
  return all(within, selector)[0];
}

export function holds(within: Element, selector: string): boolean {
  return selector !== "" && Element.prototype.querySelector.call(within, selector) !== null;
}

/** What matches below an element, in its own root. */
export function all(within: Element, selector: string): HTMLElement[] {
  return selector === "" ? [] : html(Element.prototype.querySelectorAll.call(within, selector));
}

/** What matches in a page, or in one open root. */
export function allIn(root: Document | ShadowRoot, selector: string): HTMLElement[] {
  if (selector === "") return [];
  const { querySelectorAll } = root instanceof Document ? Document.prototype : ShadowRoot.prototype;
  return html(querySelectorAll.call(root, selector));
}

const html = (found: NodeListOf<Element>): HTMLElement[] =>
  [...found].filter((each) => each instanceof HTMLElement);

export function openRootOf(host: Element): ShadowRoot | undefined {
  return ask<ShadowRoot | null>("shadowRoot", host) ?? undefined;
}

/** What holds the focus, through open roots. */
export function focusedIn(page: Document): Element | undefined {
  const active = (root: object, prototype: object): Element | null =>
    Reflect.get(prototype, "activeElement", root);
  let at = active(page, Document.prototype);
  for (let depth = 0; at !== null && depth < deepest; depth++) {
    const root = openRootOf(at);
    const inner = root === undefined ? null : active(root, ShadowRoot.prototype);
    if (inner === null) return at;
    at = inner;
  }
  return at ?? undefined;
}

/** Whether a person could see it: laid out, and not hidden. */
export function isVisible(element: Element): boolean {
  if (!ask<boolean>("isConnected", element)) return false;
  const check = Element.prototype.checkVisibility;
  return typeof check !== "function" || check.call(element, { visibilityProperty: true });
}

function hostOf(element: Element): Element | undefined {
  const root = rootOf(element);
  return root instanceof ShadowRoot ? root.host : undefined;
}
