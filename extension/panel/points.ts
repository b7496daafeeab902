/** What the person's sharing brought and earned, and why. */
import type { Standing } from "../wire/standing.ts";
import { shortDay } from "../words/times.ts";
import { counted, locale, words } from "../words/words.ts";
import { boardPart } from "./board.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { ledgerPart } from "./ledger.ts";
import { reachPart } from "./reach.ts";
import { rewardsPart } from "./rewards.ts";

export function points(desk: Desk, standing: Standing | null): Child[] {
  if (standing === null) return [h("p", { class: "empty" }, words("pointsNone"))];
  return [
    numbers(standing),
    streakLine(standing.streak),
    teamLine(standing),
    ...reachPart(standing, desk.now()),
    ...boardPart(desk, standing.board),
    ...rewardsPart(standing),
    ...ledgerPart(standing.entries, desk.now()),
  ];
}

function numbers({ balance, shares, clicks }: Standing): HTMLElement {
  return h(
    "dl",
    { class: "numbers" },
    number(words("numberPoints"), balance, "balance"),
    number(words("numberShares"), shares, "shares"),
    number(words("numberClicks"), clicks, "clicks"),
  );
}

function number(name: string, value: number, id: string): HTMLElement {
  const shown = value.toLocaleString(locale());
  return h("div", {}, h("dt", {}, name), h("dd", { "data-testid": id }, shown));
}

/** Told without a threat: a streak that ends is no loss of anything. */
function streakLine({ days, best, until_ms }: Standing["streak"]): HTMLElement | undefined {
  if (days === 0) return undefined;
  const record = best > days && counted("streakBest", best);
  const until = until_ms > 0 && words("streakUntil", shortDay(new Date(until_ms)));
  const more = [until, record].filter((each) => each !== false).join(" ");
  return h(
    "p",
    { class: "fact", "data-testid": "streak" },
    h("strong", {}, counted("streak", days)),
    more !== "" && ` ${more}`,
  );
}

function teamLine({ team, rank, teams }: Standing): HTMLElement | undefined {
  if (rank === 0) return undefined;
  return h("p", { class: "fact", "data-testid": "team" }, words("teamRank", team, rank, teams));
}
