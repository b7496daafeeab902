/** Where in the site an editor stands. */

/** Whether the path of its page begins with one of these. */
export function isOn(editor: Element, starts: readonly string[]): boolean {
  if (starts.length === 0) return false;
  const path = editor.ownerDocument.defaultView?.location.pathname ?? "";
  return starts.some((start) => path.startsWith(start));
}
