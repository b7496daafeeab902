/** Speaking to content scripts, and getting them where they belong. */

import { type Outcome, outcome, refuse, type ToTab } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { words } from "../words/words.ts";

const noPage = (): Outcome => refuse(words("workerNoPage"));

/** One document of a tab. */
interface Where {
  readonly id: number;
  readonly frame: number;
}

/** Asks the content script of one document; where there is none the answer is that it cannot. */
export async function ask({ id, frame }: Where, message: ToTab): Promise<Outcome> {
  try {
    const answer: unknown = await chrome.tabs.sendMessage(id, message, { frameId: frame });
    return attempt(outcome, answer) ?? noPage();
  } catch {
    return noPage();
  }
}

type Told = Extract<ToTab, { kind: "policy" | "surfaces" }>;

/** Tells the page and its frames; one that has no content script does not matter. */
export async function tellTab(id: number, message: Told): Promise<void> {
  try {
    await chrome.tabs.sendMessage(id, message);
  } catch {
    // Nobody listens there.
  }
}

export async function tellAll(message: Told): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : tellTab(id, message))));
}

/** After installation the pages that are already open, and their frames, have no content script yet. */
export async function enterOpenPages(): Promise<void> {
  const url = ["https://www.linkedin.com/*", "http://127.0.0.1/practice*"];
  for (const tab of await chrome.tabs.query({ url })) {
    if (tab.id === undefined) continue;
    const target = { tabId: tab.id, allFrames: true };
    await chrome.scripting.executeScript({ target, files: ["content.js"] }).catch(() => undefined);
  }
}
