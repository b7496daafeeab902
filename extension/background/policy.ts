/** What may be done in a page: what the person switched on and the workspace did not switch off. */
import type { Store } from "../store/store.ts";
import type { Consent } from "../wire/commands.ts";
import { noPolicy, type Policy } from "../wire/messages.ts";
import type { SurfaceName, WorkspaceSettings } from "../wire/shapes.ts";
import { agreed } from "./managing.ts";

export function policyFor(
  paired: boolean,
  consent: Consent | null,
  settings: WorkspaceSettings | null,
): Policy {
  if (!paired || consent === null) return noPolicy;
  return {
    reading: consent.reading,
    painting: consent.painting && (settings?.paint ?? true),
    holding: consent.holding && (settings?.hold ?? true),
    surfaces: surfaces(consent),
    card: consent.card && (settings?.paint ?? true),
  };
}

function surfaces(consent: Consent): SurfaceName[] {
  const on: SurfaceName[] = ["post", "article"];
  if (consent.comments) on.push("comment");
  if (consent.messages) on.push("message");
  return on;
}

export async function currentPolicy(store: Store): Promise<Policy> {
  const [pairing, consent, settings, managed] = await Promise.all([
    store.pairing.get(),
    store.consent.get(),
    store.settings.get(),
    store.managed(),
  ]);
  const policy = policyFor(pairing !== null, agreed(consent, managed), settings);
  return { ...policy, card: policy.card && managed?.card !== "off" };
}
