/** Puts the worker's rooms together. Nothing here starts a module or asks the network. */
import { openChecker } from "../checker/checker.ts";
import { openCourier } from "../courier/courier.ts";
import { openChromeStore } from "../store/chrome.ts";
import { words } from "../words/words.ts";
import { openChecks } from "./checks.ts";
import type { Desk } from "./desk.ts";
import { heldBytes, saveTokens } from "./device.ts";
import { openExchange } from "./exchange.ts";
import { openPages, type Pages } from "./pages.ts";
import { lookAround } from "./pagewords.ts";
import { worldClock } from "./parts.ts";
import { currentPolicy } from "./policy.ts";
import { tellTab } from "./reach.ts";
import { openRevisions } from "./revisions.ts";
import { openStream } from "./stream.ts";
import { streamDoor } from "./streamdoor.ts";
import { suggestFor } from "./suggesting.ts";
import { openTabs } from "./tab.ts";

export function openDesk(): { desk: Desk; pages: Pages } {
  const clock = worldClock;
  const store = openChromeStore(() => clock.now());
  const tabs = openTabs();
  const trouble = { said: "" };
  const pages = openPages({ store, tabs, trouble, clock, onWatch: (id) => wake(desk, id) });
  const checker = () =>
    openChecker({
      module: module("checker.wasm"),
      onTrap: (reason) => {
        console.warn("the checker stopped:", reason);
        trouble.said = words("workerRestarted");
        pages.publish();
      },
    });
  const checks = openChecks(store, checker, clock);
  const courier = openCourier({
    module: module("courier.wasm"),
    onTokens: (tokens) => void saveTokens(store, tokens).catch(console.error),
    held: (kind) => heldBytes(store, kind),
    version: chrome.runtime.getManifest().version,
  });
  const exchange = openExchange(store, courier, checks, clock);
  const onRevision = openRevisions(() => desk);
  const stream = openStream({
    door: () => streamDoor(store, exchange, clock),
    onRevision: (out) => onRevision(out).catch(console.error),
    fetch: (...given) => fetch(...given),
    clock,
  });
  const { publish, publishTab } = pages;
  const desk: Desk = {
    store,
    checks,
    exchange,
    stream,
    tabs,
    clock,
    publish,
    publishTab,
    trouble,
  };
  return { desk, pages };
}

const module = (file: string) => (): Promise<WebAssembly.Module> =>
  WebAssembly.compileStreaming(fetch(chrome.runtime.getURL(file)));

/** A page looks at a tab: its composer, if it has one, tells this life of the worker about it. */
function wake(desk: Desk, id: number): void {
  const tab = desk.tabs.of(id);
  if (tab.port === undefined) {
    currentPolicy(desk.store)
      .then((policy) => tellTab(id, { kind: "policy", policy }))
      .catch(console.error);
  }
  if (tab.view.suggestions.length > 0) return;
  lookAround(tab)
    .then(() => suggestFor(desk, tab))
    .catch(console.error);
}
