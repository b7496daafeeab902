/** Opens where no side panel can: why Post was held, and the way to the whole panel. */
import { h, slot } from "../panel/dom.ts";
import { banner, heldWords } from "../panel/head.ts";
import { openPageLink } from "../panel/link.ts";
import { verdictOf } from "../panel/verdict.ts";
import { watchTabs } from "../panel/watchedtab.ts";

const place = document.querySelector("main");
if (place !== null) open(place);

function open(place: HTMLElement): void {
  let tab = -1;
  const head = h("header", { class: "banner" });
  const body = h("div", { class: "stack" });
  const whole = (): void => {
    chrome.tabs
      .create({ url: chrome.runtime.getURL(`panel.html?tab=${tab}`) })
      .then(() => window.close(), console.warn);
  };
  const button = h(
    "button",
    { class: "primary", "data-testid": "open-panel", click: whole },
    "See what and why",
  );
  place.append(head, body, button);
  const drawHead = slot(head, banner);
  const drawBody = slot(body, ([title, words, quotes]: [string, string, string[]]) => [
    h("h1", { "data-testid": "verdict-head" }, title),
    h("p", { "data-testid": "held" }, words),
    ...quotes.map((quote) => h("q", { class: "quote" }, quote)),
  ]);
  const link = openPageLink((view) => {
    drawHead(view.pairing?.workspace ?? "");
    const verdict = verdictOf(view);
    const held = heldWords(view);
    const quotes = view.tab?.report?.findings.map((each) => each.quote) ?? [];
    drawBody([
      verdict.head,
      held === "" ? verdict.more : held,
      quotes.filter((each) => each !== ""),
    ]);
  });
  watchTabs((next) => {
    tab = next;
    link.watch(next);
  });
}
