/**
 * What a script that is no more left painted. Firefox ends the scripts of an extension that is
 * updated without a word to them: their ranges stay painted, and nobody holds their names but the
 * sheet that styles them.
 */
const ours = /^::highlight\((h[0-9a-f]{8}[0-3])\)/;

/** To be called before anything is painted here: every mark found is taken for an orphan's. */
export function eraseOrphans(page: Document): void {
  const { adoptedStyleSheets: sheets } = page;
  const orphans = sheets.filter((each) => namesIn(each).length > 0);
  if (orphans.length === 0) return;
  for (const name of orphans.flatMap(namesIn)) CSS.highlights.delete(name);
  page.adoptedStyleSheets = sheets.filter((each) => !orphans.includes(each));
}

/** By index: a content script of Firefox may not iterate over what is the page's. */
function namesIn({ cssRules }: CSSStyleSheet): string[] {
  const texts = Array.from({ length: cssRules.length }, (_, at) => cssRules[at]?.cssText ?? "");
  return texts.flatMap((each) => ours.exec(each)?.[1] ?? []);
}
