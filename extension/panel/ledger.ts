/**
 * Ledger entries as lines to read: entries that say the same become one line with their sum.
 * Entries come newest first, and so do the lines, each at its newest moment.
 */
import type { Standing } from "../wire/standing.ts";
import { moment } from "../words/times.ts";
import { locale, words } from "../words/words.ts";
import { type Child, h } from "./dom.ts";

type Entry = Standing["entries"][number];

export interface Line {
  readonly reason: string;
  readonly why: string;
  readonly points: number;
  readonly times: number;
  readonly newestMs: number;
}

export function lines(entries: readonly Entry[]): Line[] {
  const alike = new Map<string, Line>();
  for (const { reason, why, points, at_ms } of entries) {
    const key = `${reason}\n${why}`;
    const known = alike.get(key);
    alike.set(key, {
      reason,
      why,
      points: (known?.points ?? 0) + points,
      times: (known?.times ?? 0) + 1,
      newestMs: Math.max(known?.newestMs ?? 0, at_ms),
    });
  }
  return [...alike.values()];
}

export function ledgerPart(entries: readonly Entry[], now: number): Child[] {
  return [
    h("h3", {}, words("ledgerTitle")),
    entries.length === 0
      ? h("p", { class: "empty" }, words("ledgerNone"))
      : h("ol", { class: "ledger" }, ...lines(entries).map((line) => row(line, now))),
  ];
}

function row({ reason, why, points, times, newestMs }: Line, now: number): HTMLElement {
  const newest = moment(newestMs, now);
  return h(
    "li",
    { "data-testid": "entry" },
    h("span", { class: `amount ${points < 0 ? "less" : ""}` }, signed(points)),
    h("span", {}, reason),
    h("time", { class: "quiet" }, times > 1 ? words("ledgerTimes", times, newest) : newest),
    why !== "" &&
      h(
        "details",
        { "data-key": `why ${reason}`, "data-testid": "why" },
        h("summary", {}, words("ledgerWhy")),
        h("p", { class: "quiet" }, why),
      ),
  );
}

/** With a true minus, and a plus where points came. */
const signed = (points: number): string =>
  points.toLocaleString(locale(), { signDisplay: "exceptZero" }).replace("-", "−");
