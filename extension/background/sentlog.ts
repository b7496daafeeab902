/** What left this device, readable message by message. Tokens are named there, never shown. */
import type { Item } from "../store/item.ts";
import type { Sent } from "../wire/view.ts";

export type Leaving = Omit<Sent, "times">;

/** Enough for weeks of ordinary use. */
const maxSent = 200;

/** Of all bodies together, in characters: a device long without a line sends 40 kB at a time. */
const maxBodies = 400_000;

/** Newest first. A message like the one before it is counted, so that polling hides nothing. */
export async function note(log: Item<Sent[]>, leaving: Leaving): Promise<void> {
  await log.update(([newest, ...older]) => {
    if (newest === undefined) return [{ ...leaving, times: 1 }];
    const again = { ...newest, at_ms: leaving.at_ms, times: newest.times + 1 };
    if (alike(newest, leaving)) return [again, ...older];
    return newestThatFit([{ ...leaving, times: 1 }, newest, ...older]);
  });
}

function newestThatFit(log: Sent[]): Sent[] {
  let bodies = 0;
  const tooMany = log.findIndex((each, at) => {
    bodies += each.body.length;
    return at >= maxSent || (at > 0 && bodies > maxBodies);
  });
  return tooMany < 0 ? log : log.slice(0, tooMany);
}

function alike(a: Leaving, b: Leaving): boolean {
  return a.what === b.what && a.address === b.address && a.body === b.body && a.answer === b.answer;
}
