/** This device's state as the courier takes it: gathered before an exchange, saved after it. */
import type { CourierState } from "../courier/exchange.ts";
import { fromBase64 } from "../store/bytes.ts";
import type { Bundle, Store } from "../store/store.ts";
import type { Tokens } from "../wire/types.gen.ts";
import { noWait } from "../wire/wait.ts";

/** No server is believed to want more (an hour, spread by a quarter): then the clock has jumped. */
const longestWaitMs = 75 * 60_000;

export async function loadState(store: Store, nowMs: number): Promise<CourierState | undefined> {
  const [pairing, access, rules, library, surfaces, { tag, wait }] = await Promise.all([
    store.pairing.get(),
    store.access.get(),
    store.rules.get(),
    store.library.get(),
    store.surfaces.get(),
    store.synced.get(),
  ]);
  if (pairing === null) return undefined;
  const { server, workspace, key, refresh } = pairing;
  const tokens = { access: access.token, refresh, expires_ms: access.expires_ms };
  return {
    server,
    workspace,
    key,
    tokens,
    rules: held(rules),
    library: held(library),
    surfaces: held(surfaces),
    tag,
    wait: wait.until_ms - nowMs > longestWaitMs ? noWait : wait,
  };
}

/** The sealed bundle that is held; none before the first, or where it was given up for room. */
export async function heldBytes(store: Store, kind: string): Promise<Uint8Array | undefined> {
  if (kind !== "rules" && kind !== "library") return undefined;
  const bundle = await store[kind].get();
  return bundle === null || bundle.base64 === "" ? undefined : fromBase64(bundle.base64);
}

/** The refresh token must outlive the browser; the access token need not, and stays off the disk. */
export async function saveTokens(store: Store, tokens: Tokens): Promise<void> {
  await store.access.set({ token: tokens.access, expires_ms: tokens.expires_ms });
  await store.pairing.update((was) => (was === null ? null : { ...was, refresh: tokens.refresh }));
}

function held(bundle: Pick<Bundle, "revision" | "digest"> | null): {
  revision: number;
  digest: string;
} {
  return { revision: bundle?.revision ?? 0, digest: bundle?.digest ?? "" };
}
