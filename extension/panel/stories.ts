/** Company stories that fit, each with its reasons, its captions, and room for one's own words. */
import type { Offer, TabView } from "../wire/view.ts";
import { counted, words } from "../words/words.ts";
import { captionBox } from "./captions.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { keyedList, slot } from "./slot.ts";

export interface StoriesPart {
  readonly offers: readonly Offer[];
  readonly near: TabView["near"];
  readonly state: TabView["state"];
}

/** A card stays the same element while its story does: what is being written in it is kept. */
export function storiesList(desk: Desk, place: HTMLElement): (part: StoriesPart) => void {
  const hint = h("div", { role: "status" });
  const none = h("div", {});
  const list = h("div", { class: "stack" });
  place.append(hint, list, none);
  const drawHint = slot(hint, nearHint);
  const drawNone = slot(none, (empty: boolean) =>
    empty ? [h("p", { class: "empty", "data-testid": "stories-none" }, words("storiesNone"))] : [],
  );
  const draw = keyedList(list);
  return ({ offers, near, state }) => {
    drawHint(state === "none" ? null : near);
    drawNone(offers.length === 0);
    draw(
      offers.map((offer) => ({
        key: offer.story.id,
        as: JSON.stringify([offer.story, offer.reasons, offer.facts]),
        make: () => storyCard(desk, offer),
      })),
    );
  };
}

/** Twenty colleagues with one text are advertising; the person learns it before posting. */
function nearHint(near: TabView["near"]): Child[] {
  if (near === null || near.count === 0) return [];
  const since = near.days === 0 ? words("nearToday") : counted("nearDays", near.days);
  return [
    h(
      "div",
      { class: "notice near", "data-testid": "near" },
      h("p", {}, h("strong", {}, counted("near", near.count)), " ", since),
      h("p", {}, words("nearHow")),
    ),
  ];
}

function storyCard(desk: Desk, offer: Offer): HTMLElement {
  const { story, reasons } = offer;
  return h(
    "article",
    { class: "story", "data-testid": "story", "data-story": story.id, "aria-label": story.title },
    h("h3", {}, story.title),
    reasons.length > 0 &&
      h("p", { class: "quiet", "data-testid": "story-reason" }, reasons.join(" · ")),
    captionBox(desk, offer),
  );
}
