/** What the person's sharing earned, and why. */
import type { Standing } from "../wire/shapes.ts";
import { type Child, h } from "./dom.ts";
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
      : h("ol", { class: "ledger" }, ...entries.map((entry) => ledgerRow(entry, nowMs))),
  ];
}

function number(name: string, value: number, id: string): Child[] {
  const shown = value.toLocaleString("en-GB");
  return [h("div", {}, h("dt", {}, name), h("dd", { "data-testid": id }, shown))];
}

function ledgerRow(entry: Standing["entries"][number], nowMs: number): HTMLElement {
  const sign = entry.points > 0 ? "+" : "";
  return h(
    "li",
    { "data-testid": "entry" },
    h("span", { class: "amount" }, `${sign}${entry.points}`),
    h("span", {}, entry.reason),
    h("time", { class: "quiet" }, moment(entry.at_ms, nowMs)),
  );
}
