/** Speaking to content scripts, and getting them where they belong. */

import { type Outcome, outcome, refuse, type ToTab } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { words } from "../words/words.ts";

const noPage = (): Outcome => refuse(words("workerNoPage"));

/** Asks the tab's content script; a tab without one answers that it cannot. */
export async function ask(tab: number, message: ToTab): Promise<Outcome> {
  try {
    const answer: unknown = await chrome.tabs.sendMessage(tab, message, { frameId: 0 });
    return attempt(outcome, answer) ?? noPage();
  } catch {
    return noPage();
  }
}

/** Tells every page; those that have no content script do not matter. */
export async function askAll(message: ToTab): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : ask(tab.id, message))));
}

/** After installation the pages that are already open have no content script yet. */
export async function enterOpenPages(): Promise<void> {
  const url = ["https://www.linkedin.com/*", "http://127.0.0.1/practice*"];
  for (const tab of await chrome.tabs.query({ url })) {
    if (tab.id === undefined) continue;
    const target = { tabId: tab.id };
    await chrome.scripting.executeScript({ target, files: ["content.js"] }).catch(() => undefined);
  }
}
