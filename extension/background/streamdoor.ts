/** Where to listen, with a token that is still good; asks for a new one first if it must. */
import type { Store } from "../store/store.ts";
import type { ApiDoor } from "../wire/api.ts";
import { streamLeft } from "./departures.ts";
import type { Exchange } from "./exchange.ts";
import type { Clock } from "./parts.ts";
import { note } from "./sentlog.ts";

/** A token about to end is as good as ended. */
const marginMs = 30_000;

export async function streamDoor(
  store: Store,
  exchange: Exchange,
  clock: Clock,
): Promise<ApiDoor | undefined> {
  const pairing = await store.pairing.get();
  if (pairing === null) return undefined;
  if (!fresh(await store.access.get(), clock)) await exchange.sync("quietly");
  const access = await store.access.get();
  if (!fresh(access, clock)) return undefined;
  await note(store.sent, streamLeft(clock.now(), pairing.server));
  return { server: pairing.server, token: access.token };
}

function fresh(access: { token: string; expires_ms: number }, clock: Clock): boolean {
  return access.token !== "" && access.expires_ms - marginMs > clock.now();
}
