/**
 * What a workspace knows of LinkedIn's pages, on its way into them. It came in a sealed bundle that
 * the courier verified; each page reads it once more and says when it cannot take it.
 */
import type { Store } from "../store/store.ts";
import type { ToTab } from "../wire/messages.ts";
import { tellAll } from "./reach.ts";

export type Pushed = Extract<ToTab, { kind: "surfaces" }>;

/** What was pushed; revision 0 and no text where nothing was. */
export async function pushed(store: Store): Promise<Pushed> {
  const held = await store.surfaces.get();
  return { kind: "surfaces", revision: held?.revision ?? 0, json: held?.json ?? "" };
}

/** Tells every page, whether it has a composer or not: what it could not find may be found now. */
export async function spread(store: Store): Promise<void> {
  await tellAll(await pushed(store));
}
