/** The nearest ancestor (or the element itself) that matches, across the borders of open roots. */
export function closestAcross(from: Element, selector: string): HTMLElement | undefined {
  for (let at: Element | undefined = from; at !== undefined; at = hostOf(at)) {
    const found = at.closest(selector);
    if (found instanceof HTMLElement) return found;
  }
  return undefined;
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
