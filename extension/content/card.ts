/**
 * The one thing of ours that may stand in a page, and only where the person switched it on: a note
 * beside the words at the caret. It has neither class, id nor attribute that a list of filters could
 * name; what it says stands in a closed root, which no script of the page reads.
 */
import type { Finding } from "../wire/shapes.ts";

/** In CSS pixels: from the words to the note, and the note's greatest width. */
const gap = 6;
const width = 320;

const look = `
p{margin:0}
p+p{margin-top:4px;font-weight:400}
p{font:600 13px/1.4 system-ui,sans-serif}`;

/** The page's own styles reach the element; nothing of them may. */
const frame = `all:initial;position:fixed;inset:auto;margin:0;box-sizing:border-box;display:block;
max-width:${width}px;padding:8px 10px;border:1px solid CanvasText;border-radius:6px;
background:Canvas;color:CanvasText;color-scheme:light dark;pointer-events:none`;

const rule = (left: number, top: number): string => {
  const all = `${frame};left:${Math.round(left)}px;top:${Math.round(top)}px`;
  return `:host{${all.replaceAll(";", "!important;")}!important}`;
};

export class Card {
  #host: HTMLElement | undefined;
  #root: ShadowRoot | undefined;
  readonly #place = new CSSStyleSheet();
  #said = "";
  #placed = "";

  show(page: Document, finding: Finding, at: DOMRect): void {
    const root = this.#root ?? this.#open(page);
    const said = `${finding.rule}\n${finding.message}`;
    if (said !== this.#said) {
      this.#said = said;
      root.replaceChildren(line(page, finding.title), line(page, finding.message));
    }
    const { clientWidth, clientHeight } = page.documentElement;
    const left = Math.max(gap, Math.min(at.left, clientWidth - width - gap));
    const below = at.bottom + gap;
    this.#move(left, below);
    // A message box stands at the foot of its page or frame: there the note goes above the words.
    const height = root.host.getBoundingClientRect().height;
    const above = at.top - gap - height;
    if (below + height > clientHeight && above >= 0) this.#move(left, above);
  }

  #move(left: number, top: number): void {
    const placed = rule(left, top);
    if (placed === this.#placed) return;
    this.#placed = placed;
    this.#place.replaceSync(placed);
  }

  hide(): void {
    this.#host?.remove();
    this.#host = undefined;
    this.#root = undefined;
    this.#said = "";
    this.#placed = "";
  }

  /** As a popover it lies above a modal dialog, in which LinkedIn's newest composer stands. */
  #open(page: Document): ShadowRoot {
    const host = page.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    root.adoptedStyleSheets = [sheet, this.#place];
    page.documentElement.append(host);
    host.popover = "manual";
    host.showPopover();
    this.#host = host;
    this.#root = root;
    return root;
  }
}

function line(page: Document, words: string): HTMLElement {
  const paragraph = page.createElement("p");
  paragraph.textContent = words;
  return paragraph;
}
