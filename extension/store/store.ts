/**
 * Everything that stays on this device, each item under its own key.
 *
 * The worker is the only writer. What must outlive the browser is in `local`; the access token
 * and what belongs to open tabs is in `session`, which never touches the disk.
 */
import { consent } from "../wire/commands.ts";
import { list, nullable, number, object, type Parsed, text, withDefault } from "../wire/parse.ts";
import { fact, workspaceSettings } from "../wire/shapes.ts";
import { standing } from "../wire/standing.ts";
import { sent, waiver } from "../wire/view.ts";
import { noWait, wait } from "../wire/wait.ts";
import type { Area } from "./area.ts";
import { openItem } from "./item.ts";
import { openOutbox } from "./outbox.ts";

/** What pairing gave. `key` is pinned: bundles signed by another are refused. */
const pairing = object({
  server: text,
  workspace: text,
  workspace_name: text,
  key: text,
  advocate: text,
  advocate_name: text,
  device: text,
  refresh: text,
});
export type Pairing = Parsed<typeof pairing>;

const access = object({ token: text, expires_ms: number });

/** A sealed bundle as it came, and the moment it came. */
const bundle = object({
  revision: number,
  digest: text,
  base64: text,
  issued_ms: withDefault(number, 0),
  received_ms: number,
});
export type Bundle = Parsed<typeof bundle>;

const synced = object({
  at_ms: number,
  next_poll_s: number,
  problem: text,
  // What the server asks of the person: a newer extension; empty when nothing.
  notice: withDefault(text, ""),
  tag: withDefault(text, ""),
  wait: withDefault(wait, noWait),
});

/** What a device needs to know of the pages it works on, from a verified bundle; empty by default. */
const surfaces = object({ revision: number, digest: text, json: text });

/** How long no server has confirmed the rules: up to the last look, and when that was. */
const unconfirmed = object({ passed_ms: number, seen_ms: number });
export type Unconfirmed = Parsed<typeof unconfirmed>;

const neverSynced = {
  at_ms: 0,
  next_poll_s: 300,
  problem: "",
  notice: "",
  tag: "",
  wait: noWait,
};

/** What the sent log keeps: enough for weeks of ordinary use. */
export const maxSent = 200;

export function openStore(local: Area, session: Area) {
  const facts = openItem(local, "outbox", list(fact), []);
  return {
    version: openItem(local, "version", number, 0),
    pairing: openItem(local, "pairing", nullable(pairing), null),
    consent: openItem(local, "consent", nullable(consent), null),
    settings: openItem(local, "settings", nullable(workspaceSettings), null),
    standing: openItem(local, "standing", nullable(standing), null),
    rules: openItem(local, "rules", nullable(bundle), null),
    library: openItem(local, "library", nullable(bundle), null),
    surfaces: openItem(local, "surfaces", nullable(surfaces), null),
    synced: openItem(local, "synced", synced, neverSynced),
    // What cannot be read counts as too old.
    unconfirmed: openItem(local, "unconfirmed", unconfirmed, { passed_ms: 0, seen_ms: 0 }),
    facts,
    outbox: openOutbox(facts),
    sent: openItem(local, "sent", list(sent), []),
    waivers: openItem(local, "waivers", list(waiver), []),
    access: openItem(session, "access", access, { token: "", expires_ms: 0 }),
    async forget() {
      await local.remove(workspaceKeys);
      await session.remove("access");
    },
  };
}
export type Store = ReturnType<typeof openStore>;

/** What belongs to a workspace and goes when the device is unpaired; the person's consent stays. */
const workspaceKeys = [
  "pairing",
  "settings",
  "standing",
  "rules",
  "library",
  "surfaces",
  "synced",
  "unconfirmed",
  "outbox",
  "sent",
  "waivers",
];
