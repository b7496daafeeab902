/**
 * How old the rules on this device are: the time since a server last said that they are the ones
 * that are out. When they were written or fetched does not matter; rules of last year that were
 * confirmed a minute ago are fresh.
 *
 * The time is summed up from look to look, and a step back of the clock counts as no time. So a
 * clock that was set back delays the ageing by the time since the last look at most, and one that
 * was set forward is made up for by the next exchange.
 */
import type { Unconfirmed } from "../store/store.ts";
import type { Ages } from "../wire/shapes.ts";
import type { RulesAge } from "../wire/view.ts";
import { counted } from "../words/words.ts";

export const confirmed = (nowMs: number): Unconfirmed => ({ passed_ms: 0, seen_ms: nowMs });

export function passedMs({ passed_ms, seen_ms }: Unconfirmed, nowMs: number): number {
  return passed_ms + Math.max(0, nowMs - seen_ms);
}

/** The same time, counted up to now. */
export function lookedAt(before: Unconfirmed, nowMs: number): Unconfirmed {
  return { passed_ms: passedMs(before, nowMs), seen_ms: nowMs };
}

export function ageOf(unconfirmedMs: number, { ageing_s, stale_s }: Ages): RulesAge {
  if (unconfirmedMs >= stale_s * 1000) return "stale";
  return unconfirmedMs >= ageing_s * 1000 ? "ageing" : "fresh";
}

/** Why nothing is checked: the company chose to stop where rules are too old. Empty: checks go on. */
export function stopped(unconfirmedMs: number, ages: Ages): string {
  if (ages.when_stale !== "stop" || ageOf(unconfirmedMs, ages) !== "stale") return "";
  const days = Math.floor(unconfirmedMs / 86_400_000);
  return counted("workerStopped", Math.max(1, days));
}
