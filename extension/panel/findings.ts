/** The list of findings. A card stays the same element while its finding stands, open forms and all. */
import { findingKey } from "../wire/messages.ts";
import { type Finding, severities } from "../wire/shapes.ts";
import type { View } from "../wire/view.ts";
import type { Desk } from "./desk.ts";
import { type FindingCard, findingCard } from "./finding.ts";

interface Drawn {
  readonly as: string;
  readonly element: HTMLElement;
}

export function findingsList(desk: Desk, place: HTMLElement): (view: View) => void {
  let drawn = new Map<string, Drawn>();
  return (view) => {
    const next = new Map<string, Drawn>();
    for (const card of cards(view)) {
      const key = uniqueKey(next, card.finding);
      const as = JSON.stringify({
        ...card,
        finding: { ...card.finding, start: 0, end: 0, fixes: labels(card) },
      });
      const known = drawn.get(key);
      next.set(key, known?.as === as ? known : { as, element: findingCard(desk, card) });
    }
    const wanted = [...next.values()].map(({ element }) => element);
    const same =
      wanted.length === place.children.length &&
      wanted.every((each, at) => place.children[at] === each);
    if (!same) place.replaceChildren(...wanted);
    drawn = next;
  };
}

const labels = (card: FindingCard): string[] => card.finding.fixes.map((fix) => fix.label);

/** Worst first, then in the order of the text. */
function cards(view: View): FindingCard[] {
  const report = view.tab?.report;
  if (report === undefined || report === null || report.personal || report.protected) return [];
  const waivers = new Map(view.waivers.map((each) => [each.key, each.reason]));
  const rank = (finding: Finding): number => severities.indexOf(finding.severity);
  return report.findings
    .toSorted((a, b) => rank(b) - rank(a) || a.start - b.start)
    .map((finding) => ({
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
