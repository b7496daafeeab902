/** Asks the server for what changed, and brings it to every open composer and page. */
import { lookedAt } from "./age.ts";
import type { Desk } from "./desk.ts";
import type { Changed } from "./exchange.ts";
import { currentPolicy } from "./policy.ts";
import { suggestFor } from "./suggesting.ts";
import { spread } from "./surfacing.ts";
import { tell } from "./tab.ts";

/** No draft is checked online with rules older than this. */
const staleAfterMs = 60_000;

/** An exchange that is yet to come was noted by another clock: it counts as long ago. */
function recent(atMs: number, nowMs: number): boolean {
  return atMs <= nowMs && nowMs - atMs < staleAfterMs;
}

export async function news(desk: Desk, when: "now" | "if stale"): Promise<void> {
  const { store, clock } = desk;
  await store.unconfirmed.update((before) => lookedAt(before, clock.now()));
  if (when === "if stale" && recent((await store.synced.get()).at_ms, clock.now())) return;
  await bring(desk, await desk.exchange.sync(when === "now" ? "now" : "quietly"));
}

/** Tells every open composer and page what changed. */
export async function bring(desk: Desk, changed: Changed): Promise<void> {
  if (changed.surfaces) spread(desk.store).catch(console.error);
  const policy = await currentPolicy(desk.store);
  for (const tab of desk.tabs.all()) {
    tell(tab, { kind: "policy", policy });
    if (changed.rules) tell(tab, { kind: "recheck" });
    if (changed.library) await suggestFor(desk, tab);
  }
  desk.publish();
}
