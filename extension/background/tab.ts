/** What the worker knows of one tab: its composer's Port and what the pages show of it. */
import type { FromComposer, ToComposer } from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";
import type { TabView } from "../wire/view.ts";

export type Draft = Extract<FromComposer, { kind: "draft" }>;

export interface Tab {
  readonly id: number;
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

export interface Tabs {
  of(id: number): Tab;
  all(): Iterable<Tab>;
  drop(id: number): void;
}

export function openTabs(): Tabs {
  const tabs = new Map<number, Tab>();
  return {
    of(id) {
      const known = tabs.get(id);
      if (known !== undefined) return known;
      const made: Tab = {
        id,
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
      tabs.set(id, made);
      return made;
    },
    all: () => tabs.values(),
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
