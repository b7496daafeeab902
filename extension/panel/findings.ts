/** The list of findings. A card stays the same element while its finding stands, open forms and all. */
import { findingKey } from "../wire/messages.ts";
import type { View } from "../wire/view.ts";
import { counted } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { h } from "./dom.ts";
import { type FindingCard, findingCard } from "./finding.ts";
import { preview } from "./preview.ts";
import { groupSisters, type Sisters } from "./sisters.ts";
import { keyedList } from "./slot.ts";

/** `lastResort` takes the focus when the last finding has gone. */
export function findingsList(
  desk: Desk,
  place: HTMLElement,
  lastResort: () => HTMLElement | null,
): (view: View) => void {
  const draw = keyedList(place, (at) => {
    const next = place.children[Math.min(at, place.children.length - 1)];
    focusOn(next?.matches("article") ? next : (next?.querySelector("article") ?? lastResort()));
  });
  return (view) => {
    draw(
      groupSisters(cards(view)).map((group) => ({
        key: findingKey(group.lead.finding),
        as: JSON.stringify([group.lead, ...group.others].map(shown)),
        make: () => groupCard(desk, group),
      })),
    );
  };
}

function focusOn(element: Element | null | undefined): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

/** What a card shows: a finding that only moved looks as before. */
const shown = (card: FindingCard): unknown => ({
  ...card,
  finding: {
    ...card.finding,
    start: 0,
    end: 0,
    fixes: card.finding.fixes.map((fix) => [fix.label, preview(card.finding, fix)]),
  },
});

/** The leading card; what other authorities say of the same words is one click away. */
function groupCard(desk: Desk, { lead, others }: Sisters<FindingCard>): HTMLElement {
  const card = findingCard(desk, lead);
  if (others.length === 0) return card;
  return h(
    "div",
    { class: "sisters" },
    card,
    h(
      "details",
      { "data-testid": "sisters" },
      h("summary", {}, counted("sisters", others.length)),
      ...others.map((other) => findingCard(desk, other)),
    ),
  );
}

function cards(view: View): FindingCard[] {
  const report = view.tab?.report;
  if (report === undefined || report === null || report.personal || report.protected) return [];
  const waivers = new Map(view.waivers.map((each) => [each.key, each.reason]));
  return report.findings.map((finding) => ({
    finding,
    waived: waivers.get(findingKey(finding)),
    regulated: view.settings?.regulated ?? false,
  }));
}
