/** A style sheet of ours in a page, adopted without an element. */

/**
 * Adopts the sheet in the document and in the root that holds the editor: Firefox looks nowhere
 * else for the style of a range. The function returned takes it out again.
 */
export function adoptSheet(editor: Element, css: string): () => void {
  const roots = [editor.ownerDocument, editor.getRootNode()].filter(isStyled);
  const releases = [...new Set(roots)].map((root) => adopt(root, css));
  return () => {
    for (const release of releases) release();
  };
}

function adopt(root: Document | ShadowRoot, css: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}

const isStyled = (root: Node): root is Document | ShadowRoot =>
  root instanceof Document || root instanceof ShadowRoot;
