/** What the person's sharing earned, and why. */
import type { Standing } from "../wire/standing.ts";
import { type Child, h } from "./dom.ts";
import { type Line, lines } from "./ledger.ts";
import { moment } from "./words.ts";

export function points(standing: Standing | null, nowMs: number): Child[] {
  if (standing === null) return [h("p", { class: "quiet" }, "Nothing yet.")];
  const { balance, shares, clicks, team, rank, teams, entries } = standing;
  return [
    h(
      "dl",
      { class: "numbers" },
      ...number("Points", balance, "balance"),
      ...number("Shares", shares, "shares"),
      ...number("Clicks", clicks, "clicks"),
    ),
    rank > 0 && h("p", { "data-testid": "team" }, `${team} is number ${rank} of ${teams} teams.`),
    entries.length === 0
      ? h(
          "p",
          { class: "quiet" },
          "Share a story, or your own words about the company, and it is counted here.",
        )
      : h("ol", { class: "ledger" }, ...lines(entries).map((line) => ledgerRow(line, nowMs))),
  ];
}

function number(name: string, value: number, id: string): Child[] {
  const shown = value.toLocaleString("en-GB");
  return [h("div", {}, h("dt", {}, name), h("dd", { "data-testid": id }, shown))];
}

function ledgerRow(line: Line, nowMs: number): HTMLElement {
  const sign = line.points > 0 ? "+" : "";
  const newest = moment(line.newestMs, nowMs);
  return h(
    "li",
    { "data-testid": "entry" },
    h("span", { class: "amount" }, `${sign}${line.points}`),
    h("span", {}, line.reason),
    h("time", { class: "quiet" }, line.times > 1 ? `${line.times} times, last ${newest}` : newest),
  );
}
