/**
 * The checker with this device's bundles in it, started when first asked for. The worker dies
 * every half minute of idleness, so starting must be cheap and every answer must do without
 * anything kept in memory.
 */
import type { Checker } from "../checker/checker.ts";
import { fromBase64, toBase64 } from "../store/bytes.ts";
import type { Bundle, Pairing, Store } from "../store/store.ts";
import type { Report, Suggestion, SurfaceName } from "../wire/shapes.ts";
import type { Clock } from "./parts.ts";

export type BundleKind = "rules" | "library";

/** A bundle as the courier brought and verified it. */
export interface Fetched {
  readonly bytes: Uint8Array;
  readonly revision: number;
  readonly digest: string;
}

/** There is nothing to check with yet; the message tells the person what to do. */
export class NotReady extends Error {}

export interface Checks {
  report(text: string, surface: SurfaceName): Promise<Report>;
  suggest(page: string, draft: string): Promise<Suggestion[]>;
  /** Loads a bundle, then keeps it. One that does not load is not kept: the last good one stays. */
  take(kind: BundleKind, fetched: Fetched): Promise<void>;
  /** Drops the running checker; the next question starts one from what is stored. */
  forget(): void;
}

/** So many suggestions are shown; more would be a feed. */
const offered = 4;
const dayMs = 86_400_000;

export function openChecks(store: Store, open: () => Checker, clock: Clock): Checks {
  let ready: Promise<Checker> | undefined;
  const checker = (): Promise<Checker> => {
    ready ??= start(store, open());
    ready.catch(() => {
      ready = undefined;
    });
    return ready;
  };
  return {
    async report(text, surface) {
      const day = Math.floor(clock.now() / dayMs);
      return (await checker()).check({ text, surface, day });
    },
    async suggest(page, draft) {
      if ((await store.library.get()) === null) return [];
      return (await checker()).suggest({ page, draft, k: offered, now_ms: clock.now() });
    },
    async take(kind, fetched) {
      const pairing = await store.pairing.get();
      if (pairing === null) throw new NotReady("Pair this browser first.");
      const running = await (ready ?? Promise.resolve(open()));
      const loaded = await load(running, kind, fetched.bytes, pairing);
      await store[kind].set(kept(fetched, loaded.issued_ms, clock.now()));
      // A checker that was opened for this bundle alone holds no other: start it whole when asked.
    },
    forget() {
      ready = undefined;
    },
  };
}

async function start(store: Store, checker: Checker): Promise<Checker> {
  const [pairing, rules, library] = await Promise.all([
    store.pairing.get(),
    store.rules.get(),
    store.library.get(),
  ]);
  if (pairing === null) throw new NotReady("Pair this browser with your company's server first.");
  if (rules === null) throw new NotReady("No rules have arrived from the server yet.");
  await load(checker, "rules", fromBase64(rules.base64), pairing);
  if (library !== null) await load(checker, "library", fromBase64(library.base64), pairing);
  return checker;
}

/** `newer` is 0: whether a bundle may follow the one held was decided by the courier. */
function load(checker: Checker, kind: BundleKind, bytes: Uint8Array, pairing: Pairing) {
  const expect = { workspace: pairing.workspace, newer: 0 };
  const key = fromBase64(pairing.key);
  return kind === "rules" ? checker.load(bytes, key, expect) : checker.library(bytes, key, expect);
}

function kept(fetched: Fetched, issuedMs: number, nowMs: number): Bundle {
  return {
    revision: fetched.revision,
    digest: fetched.digest,
    base64: toBase64(fetched.bytes),
    issued_ms: issuedMs,
    received_ms: nowMs,
  };
}
