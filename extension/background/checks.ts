/**
 * The checker with this device's bundles in it, started when first asked for. The worker dies
 * every half minute of idleness, so starting must be cheap and every answer must do without
 * anything kept in memory.
 */
import type { Checker } from "../checker/checker.ts";
import { fromBase64, toBase64 } from "../store/bytes.ts";
import type { Bundle, Pairing, Store } from "../store/store.ts";
import { CheckerFailure, type NearRequest } from "../wire/frames.ts";
import type { Rulebook } from "../wire/questions.ts";
import {
  type Near,
  type Report,
  type Suggestion,
  type SurfaceName,
  usualAges,
} from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import { passedMs, stopped } from "./age.ts";
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
  /** `still`: it stands on a profile, for years. */
  report(text: string, surface: SurfaceName, still?: boolean): Promise<Report>;
  suggest(page: string, draft: string): Promise<Suggestion[]>;
  near(request: NearRequest): Promise<Near>;
  rulebook(): Promise<Rulebook>;
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
  /** Who writes, and when: drafts are judged by it, and the rulebook is listed by the same. */
  const person = async () => ({
    day: Math.floor(clock.now() / dayMs),
    context: (await store.settings.get())?.context ?? {},
  });
  return {
    async report(text, surface, still = false) {
      const { day, context } = await person();
      const asked = { text, surface, day, context: { ...context, static: still } };
      const [report] = await Promise.all([
        checker().then((ready) => ready.check(asked)),
        refuseStale(store, clock),
      ]);
      return report;
    },
    async suggest(page, draft) {
      if (!there(await store.library.get())) return [];
      return (await checker()).suggest({ page, draft, k: offered, now_ms: clock.now() });
    },
    near: async (request) => (await checker()).near(request),
    rulebook: async () => (await checker()).rulebook(await person()),
    async take(kind, fetched) {
      const pairing = await store.pairing.get();
      if (pairing === null) throw new NotReady(words("workerUnpaired"));
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

/** Rejects where the company has nothing checked by rules as old as these. */
async function refuseStale(store: Store, clock: Clock): Promise<void> {
  const [settings, held] = await Promise.all([store.settings.get(), store.unconfirmed.get()]);
  const why = stopped(passedMs(held, clock.now()), settings?.ages ?? usualAges);
  if (why !== "") throw new NotReady(why);
}

async function start(store: Store, checker: Checker): Promise<Checker> {
  const [pairing, rules, library] = await Promise.all([
    store.pairing.get(),
    store.rules.get(),
    store.library.get(),
  ]);
  if (pairing === null) throw new NotReady(words("workerUnpaired"));
  if (!there(rules)) throw new NotReady(words("workerNoRules"));
  if (!(await loadHeld(store, checker, "rules", rules, pairing)))
    throw new NotReady(damagedRules());
  if (there(library)) await loadHeld(store, checker, "library", library, pairing);
  return checker;
}

const damagedRules = (): string => words("workerDamaged");

/** Without bytes a bundle was given up to make room. */
const there = (bundle: Bundle | null): bundle is Bundle => bundle !== null && bundle.base64 !== "";

/** False where the bundle is not as it came: it is set aside, so that it is asked for again. */
async function loadHeld(
  store: Store,
  checker: Checker,
  kind: BundleKind,
  held: Bundle,
  pairing: Pairing,
): Promise<boolean> {
  try {
    await load(checker, kind, fromBase64(held.base64), pairing);
    return true;
  } catch (cause) {
    if (!(cause instanceof CheckerFailure) && !(cause instanceof DOMException)) throw cause;
    const { base64, ...rest } = held;
    await store.aside(kind, { ...rest, characters: base64.length, why: cause.message });
    // Another may have come in the meantime.
    await store[kind].update((now) => (now?.digest === held.digest ? null : now));
    await store.synced.update((synced) => ({ ...synced, tag: "" }));
    return false;
  }
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
