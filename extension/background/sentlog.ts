/** What left this device, readable message by message. Tokens are named there, never shown. */
import type { Item } from "../store/item.ts";
import { maxSent } from "../store/store.ts";
import type { Sent } from "../wire/view.ts";

export type Leaving = Omit<Sent, "times">;

/** Newest first. A message like the one before it is counted, so that polling hides nothing. */
export async function note(log: Item<Sent[]>, leaving: Leaving): Promise<void> {
  await log.update(([newest, ...older]) => {
    if (newest === undefined) return [{ ...leaving, times: 1 }];
    const again = { ...newest, at_ms: leaving.at_ms, times: newest.times + 1 };
    if (alike(newest, leaving)) return [again, ...older];
    return [{ ...leaving, times: 1 }, newest, ...older].slice(0, maxSent);
  });
}

function alike(a: Leaving, b: Leaving): boolean {
  return a.what === b.what && a.address === b.address && a.body === b.body && a.answer === b.answer;
}
