/**
 * Open shadow roots. The interop page (2025-09 to now) has the classic share dialog, messages and
 * invitations inside the root of `#interop-outlet`, whose host exists from page load and may be
 * replaced; its contents come and go.
 *
 * The first focus that enters a root is seen from the document; moves within the root are not. So
 * whoever listens asks here for the roots on an event's way and listens on them as well.
 */

export function rootsOnTheWay(event: Event): ShadowRoot[] {
  return event.composedPath().filter((each) => each instanceof ShadowRoot);
}
