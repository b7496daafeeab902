/** Company stories that fit what is being written and the page it is written on. */
import type { Desk } from "./desk.ts";
import type { Tab } from "./tab.ts";

export async function suggestFor(desk: Desk, tab: Tab): Promise<void> {
  if ((await desk.store.pairing.get()) === null) return;
  const suggestions = await desk.checks.suggest(tab.page, tab.draft).catch(() => []);
  tab.view = { ...tab.view, suggestions };
  desk.publishTab(tab);
}
