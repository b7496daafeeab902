/** Where in the site this page is. A content script serves one page: the address is its own. */

/** Whether the path begins with one of these. */
export function isOn(starts: readonly string[]): boolean {
  return starts.some((start) => location.pathname.startsWith(start));
}
