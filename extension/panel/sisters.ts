/** Rules of several authorities that say the same of the same words, told as one. */
import { type Finding, severities } from "../wire/shapes.ts";

export interface Sisters<T> {
  readonly lead: T;
  readonly others: readonly T[];
}

/** How well a source was read; the best read one speaks first among equals. */
const readBy = ["vendor", "secondary", ""];

/**
 * Pure: the cards of one report in, groups out, worst first and then in the order of the text. In
 * a group the words of one finding hold those of each other; findings without words make a group
 * where they stand. The gravest leads, then the one whose source was read best.
 */
export function groupSisters<T extends { readonly finding: Finding }>(
  cards: readonly T[],
): Sisters<T>[] {
  const groups: { lead: T; others: T[] }[] = [];
  for (const card of cards.toSorted((a, b) => before(a.finding, b.finding))) {
    const group = groups.find(({ lead }) => aboutTheSame(lead.finding, card.finding));
    if (group === undefined) groups.push({ lead: card, others: [] });
    else group.others.push(card);
  }
  return groups;
}

function before(a: Finding, b: Finding): number {
  return rank(b) - rank(a) || a.start - b.start || source(a) - source(b) || b.end - a.end;
}

const rank = (finding: Finding): number => severities.indexOf(finding.severity);

function source({ source: { by } }: Finding): number {
  const at = readBy.indexOf(by);
  return at < 0 ? readBy.length : at;
}

/** A question is asked by itself: it wants an answer of its own. */
function aboutTheSame(a: Finding, b: Finding): boolean {
  if (a.question || b.question) return false;
  if (a.start === a.end || b.start === b.end) return a.start === b.start && a.end === b.end;
  return (a.start <= b.start && b.end <= a.end) || (b.start <= a.start && a.end <= b.end);
}
