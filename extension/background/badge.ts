/** How many findings stand in the draft that is in front in a tab, on the toolbar's button. */
import { findingKey } from "../wire/messages.ts";
import { type SeverityName, severities } from "../wire/shapes.ts";
import type { Tab, Tabs } from "./tab.ts";

const colours: Record<SeverityName, string> = {
  block: "#b3261e",
  review: "#9a5b00",
  warn: "#8a6d00",
  advise: "#33658a",
};

export function badge(tabs: Tabs, tab: Tab, waived: readonly string[]): void {
  if (!tabs.isFront(tab)) return;
  const { id: tabId } = tab;
  const found = tab.view.report?.findings ?? [];
  const open = found.filter((each) => !waived.includes(findingKey(each)));
  const worst = severities.findLast((severity) => open.some((each) => each.severity === severity));
  const text = open.length === 0 ? "" : String(open.length);
  show(chrome.action.setBadgeText({ tabId, text }));
  if (worst === undefined) return;
  show(chrome.action.setBadgeBackgroundColor({ tabId, color: colours[worst] }));
  show(chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }));
}

/** The tab may have gone in the meantime; then there is no badge to change. */
function show(change: Promise<void>): void {
  change.catch(() => undefined);
}
