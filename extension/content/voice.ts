/**
 * Says something to a screen reader without an element in the page: ARIA Notify, where the browser
 * has it. Elsewhere the panel or popup that opens says it in its alert.
 */
interface Notifying {
  ariaNotify(words: string, options: { priority: "high" | "normal" }): void;
}

export function announce(page: Document, words: string): void {
  if (words !== "" && canNotify(page)) page.ariaNotify(words, { priority: "high" });
}

const canNotify = (page: Document): page is Document & Notifying =>
  "ariaNotify" in page && typeof page.ariaNotify === "function";
