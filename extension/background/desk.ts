/** Everything the worker's handlers share. Made once per life of the worker. */
import type { Store } from "../store/store.ts";
import type { Checks } from "./checks.ts";
import type { Exchange } from "./exchange.ts";
import type { Clock } from "./parts.ts";
import type { Stream } from "./stream.ts";
import type { Tab, Tabs } from "./tab.ts";

export interface Desk {
  readonly store: Store;
  readonly checks: Checks;
  readonly exchange: Exchange;
  readonly stream: Stream;
  readonly tabs: Tabs;
  readonly clock: Clock;
  /** Shows the pages everything anew. */
  publish(): void;
  /** Shows the pages that watch this tab what changed in it, while it is in front. */
  publishTab(tab: Tab): void;
  /** What the checker said when it had to be started again; empty when all is well. */
  trouble: { said: string };
}
