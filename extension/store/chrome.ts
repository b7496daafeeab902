import { openStore, type Store } from "./store.ts";

/** The store in the browser's own storage, closed to content scripts. */
export function openChromeStore(now: () => number): Store {
  // Content scripts run beside a page we do not trust; the tokens are none of their business.
  chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }).catch(console.warn);
  const { local, session, managed } = chrome.storage;
  return openStore({ local, session, managed, now });
}
