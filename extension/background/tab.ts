/**
 * What the worker knows of one document of a tab, its page or a frame of it: its composer's Port and
 * what the panel shows of it. Each keeps its own, so that nothing of one frame reaches another.
 */
import type { FromComposer, ToComposer } from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";
import type { TabView } from "../wire/view.ts";

export type Draft = Extract<FromComposer, { kind: "draft" }>;

export interface Tab {
  readonly id: number;
  /** The browser's number of the frame; 0 is the page itself. */
  readonly frame: number;
  view: TabView;
  port: chrome.runtime.Port | undefined;
  focused: boolean;
  /** The newest draft that waits for its check; older ones are never judged. */
  waiting: Draft | undefined;
  judging: boolean;
  /** Grows when drafts already sent stop to matter: their reports are not shown. */
  epoch: number;
  /** The draft of the last report: what suggestions are ranked for. Lives in memory only. */
  draft: string;
  /** The fingerprint of that draft; that of a post while it goes out. Empty is none. */
  print: string;
  /** The last report of a composer that has closed: its post may turn out to be out. */
  left: Report | null;
  /** Words of the page around the composer (pagewords.ts). */
  page: string;
}

export function emptyView(tab: number): TabView {
  return {
    tab,
    state: "none",
    surface: "post",
    reason: "",
    seq: 0,
    report: null,
    held: null,
    suggestions: [],
    near: null,
    note: "",
  };
}

function newTab(id: number, frame: number): Tab {
  return {
    id,
    frame,
    view: emptyView(id),
    port: undefined,
    focused: false,
    waiting: undefined,
    judging: false,
    epoch: 0,
    draft: "",
    print: "",
    left: null,
    page: "",
  };
}

export interface Tabs {
  /** What stands in front in a tab: its page, until the person turns to a frame. */
  of(id: number): Tab;
  at(id: number, frame: number): Tab;
  isFront(tab: Tab): boolean;
  turnTo(tab: Tab): void;
  /** It has no composer any more: of those that have, the one turned to last comes to the front. */
  giveWay(tab: Tab): void;
  /** Its frame has gone. */
  leave(tab: Tab): void;
  all(): Iterable<Tab>;
  drop(id: number): void;
}

interface Documents {
  front: number;
  /** By frame, the one turned to last at the end. */
  readonly frames: Map<number, Tab>;
}

export function openTabs(): Tabs {
  const tabs = new Map<number, Documents>();
  const documents = (id: number): Documents => {
    const known = tabs.get(id) ?? { front: 0, frames: new Map<number, Tab>() };
    tabs.set(id, known);
    return known;
  };
  const at = (id: number, frame: number): Tab => {
    const { frames } = documents(id);
    const tab = frames.get(frame) ?? newTab(id, frame);
    if (!frames.has(frame)) frames.set(frame, tab);
    return tab;
  };
  const isFront = (tab: Tab): boolean => documents(tab.id).front === tab.frame;
  const turnTo = (tab: Tab): void => {
    const known = documents(tab.id);
    known.front = tab.frame;
    known.frames.delete(tab.frame);
    known.frames.set(tab.frame, tab);
  };
  const giveWay = (tab: Tab): void => {
    const others = [...documents(tab.id).frames.values()].filter((each) => each !== tab);
    const open = others.findLast((each) => each.view.state !== "none");
    if (isFront(tab) && open !== undefined) turnTo(open);
  };
  return {
    of: (id) => at(id, documents(id).front),
    at,
    isFront,
    turnTo,
    giveWay,
    leave(tab) {
      giveWay(tab);
      const known = documents(tab.id);
      if (isFront(tab)) known.front = 0;
      known.frames.delete(tab.frame);
    },
    all: () => [...tabs.values()].flatMap(({ frames }) => [...frames.values()]),
    drop: (id) => tabs.delete(id),
  };
}

/** Says something to the tab's composer; a Port that has gone is forgotten. */
export function tell(tab: Tab, message: ToComposer): void {
  try {
    tab.port?.postMessage(message);
  } catch {
    tab.port = undefined;
  }
}
