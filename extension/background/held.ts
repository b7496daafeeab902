/**
 * Shows the reason of a hold. `open` must be called before anything is awaited: the browser counts
 * the click's gesture only that long.
 */
import type { HeldMessage } from "../wire/messages.ts";
import type { Desk } from "./desk.ts";
import { turnTo } from "./front.ts";
import { sidePanel } from "./sidepanel.ts";

export function onHeld(
  desk: Desk,
  sender: chrome.runtime.MessageSender,
  message: HeldMessage,
): void {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  if (message.cause !== "waiting") openReason(tabId);
  const tab = desk.tabs.at(tabId, sender.frameId ?? 0);
  tab.view = { ...tab.view, held: message.cause };
  // The panel shows the composer that stands in the way.
  turnTo(desk, tab);
  desk.publishTab(tab);
}

function openReason(tabId: number): void {
  if (sidePanel === undefined) {
    chrome.action.openPopup().catch(console.warn);
    return;
  }
  sidePanel.open({ tabId }).catch(() => openPopup(tabId));
}

/** Chromium shows a popup only where one is set; set for good it would take the panel's place. */
async function openPopup(tabId: number): Promise<void> {
  await chrome.action.setPopup({ tabId, popup: "popup.html" });
  await chrome.action.openPopup().catch(console.warn);
  await chrome.action.setPopup({ tabId, popup: "" });
}
