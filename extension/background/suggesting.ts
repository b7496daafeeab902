/** Company stories that fit what is being written and the page it is written on. */
import type { Suggestion } from "../wire/shapes.ts";
import type { Desk } from "./desk.ts";
import { keyFacts } from "./keyfacts.ts";
import { currentPolicy } from "./policy.ts";
import type { Tab } from "./tab.ts";

export async function suggestFor(desk: Desk, tab: Tab): Promise<void> {
  if ((await desk.store.pairing.get()) === null) return;
  const found = await fitting(desk, tab).catch(() => []);
  const suggestions = found.map((each) => ({ ...each, facts: keyFacts(each.story.text) }));
  tab.view = { ...tab.view, suggestions };
  desk.publishTab(tab);
}

/**
 * Where nothing fits the page and nothing is written yet, the newest are offered. Of the page, too,
 * nothing is read before the person allowed it.
 */
async function fitting(
  { checks, store }: Desk,
  { page: around, draft }: Tab,
): Promise<Suggestion[]> {
  const page = (await currentPolicy(store)).reading ? around : "";
  const found = await checks.suggest(page, draft);
  return found.length > 0 || draft !== "" ? found : checks.suggest("", "");
}
