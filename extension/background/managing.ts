/** What follows from a company's policy: with whom this browser pairs, and what counts as agreed. */
import type { Consent } from "../wire/commands.ts";
import type { ManagedView } from "../wire/view.ts";
import { words } from "../words/words.ts";

const locks = ["reading", "painting", "holding"] as const;

/**
 * Null until the person agreed. A locked switch that is off is off at once; one that is on, and
 * that the person did not agree to, needs the person's word again before anything goes on.
 */
export function agreed(consent: Consent | null, managed: ManagedView | null): Consent | null {
  if (consent === null || managed === null || !managed.consentLocked) return consent;
  if (locks.some((name) => managed.consent[name] && !consent[name])) return null;
  return locked(consent, managed);
}

/** What is kept when the person agrees: the locked switches as the policy says. */
export function locked(consent: Consent, managed: ManagedView | null): Consent {
  if (managed === null || !managed.consentLocked) return consent;
  const { reading, painting, holding } = managed.consent;
  return { ...consent, reading, painting, holding };
}

/** Why this browser does not pair with a server; empty where it may. */
export function notThisServer(managed: ManagedView | null, server: string): string {
  if (managed === null || managed.server === "" || managed.server === server) return "";
  return words("workerServerManaged", managed.server);
}

/** Why this browser does not become part of a workspace; empty where it may. */
export function notThisWorkspace(
  managed: ManagedView | null,
  paired: { workspace: string; workspace_name: string },
): string {
  if (managed === null || managed.workspace === "") return "";
  if (managed.workspace === paired.workspace) return "";
  return words("workerWorkspaceManaged", paired.workspace_name);
}
