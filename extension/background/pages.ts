/** The open pages (panel, popup, options), what they watch, and what they are shown. */

import type { Store } from "../store/store.ts";
import { watchMessage } from "../wire/commands.ts";
import { attempt } from "../wire/parse.ts";
import { type Ages, usualAges } from "../wire/shapes.ts";
import type { RulesView, ToPage, View } from "../wire/view.ts";
import { ageOf, passedMs } from "./age.ts";
import { agreed } from "./managing.ts";
import type { Clock } from "./parts.ts";
import { emptyView, type Tab, type Tabs } from "./tab.ts";
import { storageWords } from "./upkeep.ts";

export interface Pages {
  connect(port: chrome.runtime.Port): void;
  publish(): void;
  publishTab(tab: Tab): void;
}

export interface PagesParts {
  readonly store: Store;
  readonly tabs: Tabs;
  readonly trouble: { said: string };
  readonly clock: Clock;
  /** A page began to watch a tab of which this life of the worker knows nothing. */
  onWatch(tab: number): void;
}

export function openPages(parts: PagesParts): Pages {
  const watching = new Map<chrome.runtime.Port, number>();
  const show = async (ports: Iterable<chrome.runtime.Port>): Promise<void> => {
    const shared = await sharedView(parts);
    for (const port of ports) {
      const id = watching.get(port);
      if (id === undefined) continue;
      const tab = id < 0 ? null : parts.tabs.of(id).view;
      say(port, { kind: "view", view: { ...shared, tab } });
    }
  };
  return {
    connect(port) {
      port.onMessage.addListener((raw: unknown) => {
        const message = attempt(watchMessage, raw);
        if (message === undefined) return;
        watching.set(port, message.tab);
        show([port]).catch(console.error);
        if (message.tab >= 0) parts.onWatch(message.tab);
      });
      port.onDisconnect.addListener(() => watching.delete(port));
    },
    publish: () => {
      show(watching.keys()).catch(console.error);
    },
    publishTab: (tab) => {
      if (!parts.tabs.isFront(tab)) return;
      for (const [port, id] of watching)
        if (id === tab.id) say(port, { kind: "tab", tab: tab.view });
    },
  };
}

function say(port: chrome.runtime.Port, message: ToPage): void {
  try {
    port.postMessage(message);
  } catch {
    // The page has just closed; its onDisconnect follows.
  }
}

/** Of the rules what a page shows, without the bundle itself. */
async function shownRules(store: Store, ages: Ages, nowMs: number): Promise<RulesView | null> {
  const [rules, held] = await Promise.all([store.rules.get(), store.unconfirmed.get()]);
  if (rules === null) return null;
  const { revision, issued_ms, received_ms } = rules;
  const unconfirmed_ms = passedMs(held, nowMs);
  return { revision, issued_ms, received_ms, unconfirmed_ms, age: ageOf(unconfirmed_ms, ages) };
}

async function sharedView({ store, trouble, clock }: PagesParts): Promise<View> {
  const [pairing, consent, settings, synced, managed] = await Promise.all([
    store.pairing.get(),
    store.consent.get(),
    store.settings.get(),
    store.synced.get(),
    store.managed(),
  ]);
  const [standing, outbox, sent, waivers] = await Promise.all([
    store.standing.get(),
    store.facts.get(),
    store.sent.get(),
    store.waivers.get(),
  ]);
  return {
    pairing: pairing && {
      server: pairing.server,
      workspace: pairing.workspace_name,
      advocate: pairing.advocate_name,
    },
    consent: agreed(consent, managed),
    settings,
    rules: await shownRules(store, settings?.ages ?? usualAges, clock.now()),
    managed,
    storage: await storageWords(store, clock.now()),
    synced_ms: synced.at_ms,
    offline: synced.problem,
    shut: synced.shut,
    notice: synced.notice,
    checker: trouble.said,
    standing,
    outbox,
    sent,
    waivers,
    tab: emptyView(-1),
  };
}
