/**
 * What a company's policy says of this browser (storage.managed). It comes from outside: a value
 * that does not fit is left out, and the others count.
 *
 * A policy may leave less to the device than the person would, never more: switches that it locks
 * begin nothing before the person agreed to them, and comments and messages it can only lock off.
 */
import { attempt, flag, object, oneOf, type Parse, text } from "../wire/parse.ts";
import type { ManagedView } from "../wire/view.ts";

/** The part of chrome.storage.managed that is used. */
export interface ManagedArea {
  get(keys: null): Promise<Record<string, unknown>>;
}

/** Null where no policy says anything. */
export async function readManaged(area: ManagedArea): Promise<ManagedView | null> {
  // Firefox rejects where there is no policy, Chromium gives an empty object.
  const raw = await area.get(null).catch(() => ({}));
  return Object.keys(raw).length === 0 ? null : managedBy(raw);
}

const record = object({}) satisfies Parse<object>;

function managedBy(raw: Record<string, unknown>): ManagedView {
  const consent = attempt(record, raw["consent"]) === undefined ? {} : raw["consent"];
  const on = (name: string): boolean => attempt(flag, Reflect.get(Object(consent), name)) ?? true;
  return {
    server: originOf(attempt(text, raw["server"]) ?? ""),
    workspace: attempt(text, raw["workspace"]) ?? "",
    card: attempt(oneOf("", "off"), raw["card"]) ?? "",
    consentLocked: attempt(flag, raw["consent_locked"]) ?? false,
    consent: {
      reading: on("reading"),
      painting: on("painting"),
      holding: on("holding"),
      comments: false,
      messages: false,
    },
  };
}

/** As pairing knows servers: nothing but scheme, host and port. */
function originOf(server: string): string {
  return URL.canParse(server) ? new URL(server).origin : "";
}
