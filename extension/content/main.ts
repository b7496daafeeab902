/** The content script: lives in its own world beside LinkedIn's page and the practice page. */
import { isServed } from "../linkedin/frame.ts";
import { eraseOrphans } from "../marks/orphans.ts";
import { toTab } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { onEntrance } from "./entrance.ts";
import { Page } from "./page.ts";

/** Where a script that was here before (an older version's, or this one's) left its way out. */
const wayOut = Symbol.for("vouch.leave");

const before: unknown = Reflect.get(globalThis, wayOut);
if (typeof before === "function") before();
eraseOrphans(document);

const left = new AbortController();
Reflect.set(globalThis, wayOut, () => left.abort());
if (isServed()) onEntrance(left.signal, begin);

function begin(first?: Event): void {
  const page = new Page(crypto.randomUUID().slice(0, 8), first);

  const onMessage = (
    raw: unknown,
    sender: chrome.runtime.MessageSender,
    reply: (answer: unknown) => void,
  ): boolean => {
    const message = attempt(toTab, raw);
    if (message === undefined || sender.id !== chrome.runtime.id) return false;
    page.onAsked(message).then(reply, console.error);
    return true;
  };

  chrome.runtime.onMessage.addListener(onMessage);
  left.signal.addEventListener("abort", () => {
    page.leave();
    // An orphan's chrome.runtime may be gone; then its listener is as well.
    chrome.runtime?.onMessage?.removeListener(onMessage);
  });
}
