/**
 * The interop page (2025-09 to now): the classic share dialog inside the open shadow root of
 * `#interop-outlet`. The host exists from page load, its contents come and go.
 *
 * The first focus that enters the root is seen from the document; moves within the root are not.
 * So whoever listens asks here for the roots on an event's way and listens on them as well.
 */
export function rootsOnTheWay(event: Event): ShadowRoot[] {
  return event.composedPath().filter((each) => each instanceof ShadowRoot);
}

/** The root of the outlet, if the page has one: a composer may be open in it already. */
export function interopRoot(page: Document): ShadowRoot | undefined {
  return page.querySelector("#interop-outlet")?.shadowRoot ?? undefined;
}
