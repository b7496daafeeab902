/** The list of findings. A card stays the same element while its finding stands, open forms and all. */
import { findingKey } from "../wire/messages.ts";
import type { Finding } from "../wire/shapes.ts";
import type { View } from "../wire/view.ts";
import type { Desk } from "./desk.ts";
import { h } from "./dom.ts";
import { type FindingCard, findingCard } from "./finding.ts";
import { groupSisters, type Sisters } from "./sisters.ts";

interface Drawn {
  readonly as: string;
  readonly element: HTMLElement;
}

export function findingsList(desk: Desk, place: HTMLElement): (view: View) => void {
  let drawn = new Map<string, Drawn>();
  return (view) => {
    const next = new Map<string, Drawn>();
    for (const group of groupSisters(cards(view))) {
      const key = uniqueKey(next, group.lead.finding);
      const as = JSON.stringify([group.lead, ...group.others].map(shown));
      const known = drawn.get(key);
      next.set(key, known?.as === as ? known : { as, element: groupCard(desk, group) });
    }
    const wanted = [...next.values()].map(({ element }) => element);
    const same =
      wanted.length === place.children.length &&
      wanted.every((each, at) => place.children[at] === each);
    if (!same) place.replaceChildren(...wanted);
    drawn = next;
  };
}

/** What a card shows: a finding that only moved looks as before. */
const shown = (card: FindingCard): unknown => ({
  ...card,
  finding: { ...card.finding, start: 0, end: 0, fixes: card.finding.fixes.map((fix) => fix.label) },
});

/** The leading card; what other authorities say of the same words is one click away. */
function groupCard(desk: Desk, { lead, others }: Sisters<FindingCard>): HTMLElement {
  const card = findingCard(desk, lead);
  if (others.length === 0) return card;
  const count = others.length === 1 ? "1 more rule says" : `${others.length} more rules say`;
  return h(
    "div",
    { class: "sisters" },
    card,
    h(
      "details",
      { "data-testid": "sisters" },
      h("summary", {}, `${count} so of these words`),
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

/** The same words can break the same rule twice. */
function uniqueKey(taken: ReadonlyMap<string, unknown>, finding: Finding): string {
  const key = findingKey(finding);
  let at = 1;
  while (taken.has(`${key}\n${at}`)) at += 1;
  return `${key}\n${at}`;
}
