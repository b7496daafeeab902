/** What a folded chapter shows of itself. */
import type { RulesView, View } from "../wire/view.ts";
import { moment } from "../words/times.ts";
import { counted, type Key, locale, words } from "../words/words.ts";
import type { Chapter, Frame } from "./frame.ts";

export function hintsOf(frame: Frame): (view: View, now: number) => void {
  return (view, now) => {
    const { standing, tab } = view;
    const offers = tab?.suggestions.length ?? 0;
    say(frame.stories, offers === 0 ? "" : offers.toLocaleString(locale()));
    say(frame.points, standing === null ? "" : standing.balance.toLocaleString(locale()));
    say(frame.left, leftHint(view, now));
    say(frame.rulebook, view.rules === null ? "" : words(ageKeys[view.rules.age]));
  };
}

const ageKeys: Record<RulesView["age"], Key> = {
  fresh: "ageFresh",
  ageing: "ageAgeingShort",
  stale: "ageStaleShort",
};

function leftHint({ sent, outbox }: View, now: number): string {
  if (outbox.length > 0) return counted("leftWaitingShort", outbox.length);
  const newest = sent[0];
  return newest === undefined ? "" : moment(newest.at_ms, now);
}

function say({ hint }: Chapter, words: string): void {
  if (hint.textContent !== words) hint.textContent = words;
}
