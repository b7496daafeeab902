/** The content script: lives in its own world beside LinkedIn's page and the practice page. */

import { toTab } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { Page } from "./page.ts";

const page = new Page(crypto.randomUUID().slice(0, 8));

chrome.runtime.onMessage.addListener((raw: unknown, sender, reply) => {
  const message = attempt(toTab, raw);
  if (message === undefined || sender.id !== chrome.runtime.id) return false;
  page.onAsked(message).then(reply, console.error);
  return true;
});
