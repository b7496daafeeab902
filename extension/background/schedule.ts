/** The quiet exchange while nobody writes: as often as the server says, spread over devices. */
import type { Clock } from "./parts.ts";

export const alarmName = "news";

/** The browser itself allows no shorter delay. */
const shortestMinutes = 0.5;

export async function scheduleNext(nextPollS: number, clock: Clock): Promise<void> {
  await chrome.alarms.create(alarmName, {
    delayInMinutes: delayMinutes(nextPollS, clock.random()),
  });
}

/** Between 0.8 and 1.2 times what the server said. */
export function delayMinutes(nextPollS: number, random: number): number {
  return Math.max(shortestMinutes, (nextPollS / 60) * (0.8 + 0.4 * random));
}
