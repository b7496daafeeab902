/** The quiet exchange while nobody writes: as often as the server says, who spreads devices itself. */
import type { Wait } from "../wire/wait.ts";
import type { Clock } from "./parts.ts";

export const alarmName = "news";

/** The browser itself allows no shorter delay. */
const shortestMinutes = 0.5;

/** Longer than any server asks for: a clock that jumped must not keep a device silent. */
const longestMinutes = 75;

export async function scheduleNext(
  synced: { next_poll_s: number; wait: Wait },
  clock: Clock,
): Promise<void> {
  await chrome.alarms.create(alarmName, { delayInMinutes: delayMinutes(synced, clock.now()) });
}

/** As the server said; after an exchange that failed, when its wait is over. */
export function delayMinutes(
  { next_poll_s, wait }: { next_poll_s: number; wait: Wait },
  nowMs: number,
): number {
  const seconds = wait.failures > 0 ? (wait.until_ms - nowMs) / 1000 : next_poll_s;
  return Math.min(longestMinutes, Math.max(shortestMinutes, seconds / 60));
}
