/** What composers in tabs say, and what follows from it. */

import { OutboxFull } from "../store/outbox.ts";
import { StorageFull } from "../store/room.ts";
import { type FromComposer, fromComposer } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { words } from "../words/words.ts";
import { badge } from "./badge.ts";
import type { Desk } from "./desk.ts";
import { factsOf, noteOf, type Out } from "./facts.ts";
import { giveWay, leave, turnTo } from "./front.ts";
import { judge } from "./judge.ts";
import { findNear, keepOwn } from "./near.ts";
import { news } from "./news.ts";
import { lookAround, pageWords } from "./pagewords.ts";
import { currentPolicy } from "./policy.ts";
import { suggestFor } from "./suggesting.ts";
import { emptyView, type Tab, tell } from "./tab.ts";
import { dropWaiversOf } from "./waivers.ts";

export function onComposer(desk: Desk, port: chrome.runtime.Port): void {
  const id = port.sender?.tab?.id;
  if (id === undefined) return;
  const tab = desk.tabs.at(id, port.sender?.frameId ?? 0);
  tab.port = port;
  tab.page = pageWords(port.sender?.tab?.title ?? "", port.sender?.tab?.url ?? "");
  currentPolicy(desk.store).then((policy) => tell(tab, { kind: "policy", policy }), console.error);
  port.onMessage.addListener((raw: unknown) => {
    const message = attempt(fromComposer, raw);
    if (message !== undefined) hear(desk, tab, message).catch(console.error);
  });
  port.onDisconnect.addListener(() => {
    if (tab.port !== port) return;
    tab.port = undefined;
    tab.focused = false;
    // A page that goes takes its frames along; a frame goes alone, and the page stays.
    if (tab.frame !== 0) leave(desk, tab);
    listenIfFocused(desk);
  });
}

async function hear(desk: Desk, tab: Tab, message: FromComposer): Promise<void> {
  switch (message.kind) {
    case "beat":
      // Arriving is all it is for: it keeps the worker alive.
      return;
    case "focus":
      return focus(desk, tab, message.surface);
    case "blur":
      tab.focused = false;
      present(desk, tab, message.surface);
      if (message.last) turnTo(desk, tab);
      return listenIfFocused(desk);
    case "stale":
      tab.epoch += 1;
      tab.left = tab.view.report;
      tab.draft = "";
      // What was held stands there no more.
      tab.view = { ...tab.view, state: "idle", report: null, held: null, near: null };
      badge(desk.tabs, tab, []);
      return desk.publishTab(tab);
    case "draft":
      await judge(desk, tab, message);
      await findNear(desk, tab);
      return suggestFor(desk, tab);
    case "unheld":
      tab.view = { ...tab.view, held: null };
      return desk.publishTab(tab);
    case "closed":
      return closed(desk, tab);
    case "out":
      return out(desk, tab, message);
  }
}

async function focus(desk: Desk, tab: Tab, surface: Tab["view"]["surface"]): Promise<void> {
  tab.focused = true;
  present(desk, tab, surface);
  turnTo(desk, tab);
  await lookAround(tab);
  if ((await desk.store.pairing.get()) === null) return;
  listenIfFocused(desk);
  await news(desk, "if stale");
}

function present(desk: Desk, tab: Tab, surface: Tab["view"]["surface"]): void {
  // A worker that has just begun does not know where the person wrote last.
  if (desk.tabs.of(tab.id).view.state === "none") turnTo(desk, tab);
  if (tab.view.state !== "none" && tab.view.state !== "idle") return;
  tab.view = { ...tab.view, state: "idle", surface, note: "" };
  desk.publishTab(tab);
}

/** The stream lives exactly while some composer has the focus. */
export function listenIfFocused(desk: Desk): void {
  desk.stream.want([...desk.tabs.all()].some((tab) => tab.focused && tab.port !== undefined));
}

function closed(desk: Desk, tab: Tab): void {
  tab.epoch += 1;
  tab.focused = false;
  tab.draft = "";
  tab.left = tab.view.report ?? tab.left;
  tab.view = { ...emptyView(tab.id), suggestions: tab.view.suggestions, note: tab.view.note };
  badge(desk.tabs, tab, []);
  listenIfFocused(desk);
  desk.publishTab(tab);
  giveWay(desk, tab);
}

const notKept = (): string => words("workerUncounted");

async function out(desk: Desk, tab: Tab, message: Out): Promise<void> {
  const report = tab.view.report ?? tab.left;
  tab.view = { ...tab.view, held: null, note: noteOf(message) };
  const facts = factsOf(message, desk.clock, tab.print);
  tab.print = "";
  try {
    await desk.store.outbox.add(...facts);
    tell(tab, { kind: "kept", id: message.id });
    for (const { print } of facts) await keepOwn(desk.store, print, desk.clock);
  } catch (cause) {
    if (!(cause instanceof StorageFull) && !(cause instanceof OutboxFull)) throw cause;
    tab.view = { ...tab.view, note: notKept() };
  }
  await dropWaiversOf(desk.store, report);
  desk.publishTab(tab);
  if (!message.personal) await news(desk, "now");
}
