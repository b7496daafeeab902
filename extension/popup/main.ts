/** Opens where no side panel can: why Post was held, and the way to the whole panel. */
import { type Child, h } from "../panel/dom.ts";
import { verdictGlyph } from "../panel/glyphs.ts";
import { banner } from "../panel/head.ts";
import { heldWords } from "../panel/held.ts";
import { openDesk } from "../panel/opening.ts";
import { slot } from "../panel/slot.ts";
import { type Verdict, verdictOf } from "../panel/verdict.ts";
import { watchTabs } from "../panel/watchedtab.ts";
import type { View } from "../wire/view.ts";
import { words } from "../words/words.ts";
import { openWhole } from "./whole.ts";

const place = document.querySelector("main");
if (place !== null) open(place);

interface Part {
  readonly kind: Verdict["kind"];
  readonly head: string;
  readonly more: string;
  readonly quotes: readonly string[];
}

function open(place: HTMLElement): void {
  const head = h("header", { class: "banner" });
  const body = h("div", { class: "stack", "aria-live": "polite" });
  const button = h("button", { class: "primary wide", "data-testid": "open-panel" });
  place.append(head, body, button);
  let draw: (view: View) => void = () => {};
  const { desk, watch } = openDesk(place, (view) => draw(view));
  button.addEventListener("click", () => openWhole(desk.tab()));
  const drawHead = slot(head, banner);
  const drawBody = slot(body, drawn);
  draw = (view) => {
    drawHead(view.pairing?.workspace ?? "");
    const part = partOf(view);
    drawBody(part);
    button.textContent = words(part.quotes.length > 0 ? "popupWhy" : "popupOpen");
  };
  watchTabs(watch);
}

/** Before the first run is over there is no verdict to show. */
function partOf(view: View): Part {
  if (view.pairing === null || view.consent === null) {
    return { kind: "none", head: words("popupStart"), more: words("popupStartMore"), quotes: [] };
  }
  const { kind, head, more } = verdictOf(view);
  const held = heldWords(view);
  const quotes = view.tab?.report?.findings.map((each) => each.quote) ?? [];
  return {
    kind,
    head,
    more: held === "" ? more : held,
    quotes: quotes.filter((each) => each !== ""),
  };
}

function drawn({ kind, head, more, quotes }: Part): Child[] {
  return [
    h(
      "section",
      { class: "verdict" },
      verdictGlyph(kind),
      h(
        "div",
        { class: "stack tight" },
        h("h1", { "data-testid": "verdict-head", "data-verdict": kind }, head),
        h("p", { "data-testid": "held" }, more),
      ),
    ),
    quotes.length > 0 &&
      h("ul", { class: "lines" }, ...quotes.map((each) => h("li", {}, h("q", {}, each)))),
  ];
}
