/** What an exchange brought, loaded and kept. What does not load is not kept: the last good stays. */
import type { SyncOutcome } from "../courier/courier.ts";
import type { CourierState, Out } from "../courier/exchange.ts";
import { StorageFull } from "../store/room.ts";
import type { Store } from "../store/store.ts";
import { CheckerFailure } from "../wire/frames.ts";
import { words } from "../words/words.ts";
import type { BundleKind, Checks } from "./checks.ts";

export interface Keeper {
  readonly store: Store;
  readonly checks: Checks;
}

export interface Kept {
  readonly rules: boolean;
  readonly library: boolean;
  readonly surfaces: boolean;
  /** Whether no newer rules were offered than those that are held now. */
  readonly newest: boolean;
  /** Why something was refused or did not load; empty when all is well. */
  readonly complaints: string[];
}

export async function keep(keeper: Keeper, outcome: SyncOutcome): Promise<Kept> {
  const rules = await take(keeper, "rules", outcome);
  const library = await take(keeper, "library", outcome);
  const surfaces = await keepSurfaces(keeper.store, outcome);
  const refused = outcome.refused.map((each) => each.message);
  const refusedRules = outcome.refused.some((each) => each.kind === "rules");
  const complaints = [...refused, rules.complaint, library.complaint].filter((each) => each !== "");
  const newest = !refusedRules && rules.complaint === "";
  return { rules: rules.taken, library: library.taken, surfaces, complaints, newest };
}

interface Taken {
  readonly taken: boolean;
  readonly complaint: string;
}

async function take(keeper: Keeper, kind: BundleKind, outcome: SyncOutcome): Promise<Taken> {
  const bytes = outcome[kind];
  if (bytes === undefined) return { taken: false, complaint: "" };
  try {
    await keeper.checks.take(kind, { bytes, ...outcome.state[kind] });
    return { taken: true, complaint: "" };
  } catch (cause) {
    if (cause instanceof StorageFull) return { taken: false, complaint: words("workerFull") };
    if (!(cause instanceof CheckerFailure)) throw cause;
    return { taken: false, complaint: cause.message };
  }
}

async function keepSurfaces(store: Store, { surfaces, state }: SyncOutcome): Promise<boolean> {
  if (surfaces === undefined) return false;
  await store.surfaces.set({ ...state.surfaces, json: JSON.stringify(surfaces) });
  return true;
}

/** Whether a device holds all that is out. */
export const holds = ({ rules, library, surfaces }: CourierState, out: Out): boolean =>
  rules.revision >= out.rules &&
  library.revision >= out.library &&
  surfaces.revision >= out.surfaces;
