/** Asks the server for what changed, and brings it to every open composer and page. */
import { lookedAt } from "./age.ts";
import type { Desk } from "./desk.ts";
import { currentPolicy } from "./policy.ts";
import { suggestFor } from "./suggesting.ts";
import { tell } from "./tab.ts";

/** No draft is checked online with rules older than this. */
const staleAfterMs = 60_000;

export async function news(desk: Desk, when: "now" | "if stale"): Promise<void> {
  const { store, clock } = desk;
  await store.unconfirmed.update((before) => lookedAt(before, clock.now()));
  const synced = await store.synced.get();
  if (when === "if stale" && clock.now() - synced.at_ms < staleAfterMs) return;
  const changed = await desk.exchange.sync(when === "now" ? "now" : "quietly");
  const policy = await currentPolicy(store);
  for (const tab of desk.tabs.all()) {
    tell(tab, { kind: "policy", policy });
    if (changed.rules) tell(tab, { kind: "recheck" });
    if (changed.library) await suggestFor(desk, tab);
  }
  desk.publish();
}
