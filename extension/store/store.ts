/**
 * Everything that stays on this device, each item under its own key.
 *
 * The worker is the only writer. What must outlive the browser is in `local`; the access token
 * and what belongs to open tabs is in `session`, which never touches the disk.
 */
import { consent } from "../wire/commands.ts";
import {
  flag,
  nullable,
  number,
  object,
  type Parse,
  type Parsed,
  text,
  withDefault,
} from "../wire/parse.ts";
import { fact, nonePublished, published, workspaceSettings } from "../wire/shapes.ts";
import { standing } from "../wire/standing.ts";
import { sent, waiver } from "../wire/view.ts";
import { noWait, wait } from "../wire/wait.ts";
import type { Area } from "./area.ts";
import { gated } from "./gate.ts";
import { openItem, openList } from "./item.ts";
import { type ManagedArea, readManaged } from "./managed.ts";
import { openOutbox } from "./outbox.ts";
import { roomy } from "./room.ts";
import { noteGiven, settingAside, trouble } from "./troubles.ts";

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

/** A sealed bundle as it came, and the moment it came. Without bytes it was given up for room. */
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
  // The server lets this browser in no more, until it is paired anew.
  shut: withDefault(flag, false),
  // What the server asks of the person: a newer extension; empty when nothing.
  notice: withDefault(text, ""),
  tag: withDefault(text, ""),
  wait: withDefault(wait, noWait),
});

/** What a device needs to know of the pages it works on, from a verified bundle; empty by default. */
const surfaces = object({ revision: number, digest: text, json: text });

/** The fingerprint of a post that went out from here, and when. */
const ownPrint = object({ print: text, at_ms: number });

/** How long no server has confirmed the rules: up to the last look, and when that was. */
const unconfirmed = object({ passed_ms: number, seen_ms: number });
export type Unconfirmed = Parsed<typeof unconfirmed>;

const neverSynced = {
  at_ms: 0,
  next_poll_s: 300,
  problem: "",
  shut: false,
  notice: "",
  tag: "",
  wait: noWait,
};

/** The browser's storage, and the time at which something went wrong with it. */
export interface StoreParts {
  readonly local: Area;
  readonly session: Area;
  readonly managed: ManagedArea;
  /** Unix milliseconds. */
  now(): number;
}

export function openStore({ local: given, session, managed, now }: StoreParts) {
  const gate = gated(given);
  const troubles = openList(gate.area, "troubles", trouble);
  const local = roomy(gate.area, (gone) => {
    noteGiven(troubles, gone, now()).catch(console.warn);
  });
  const aside = settingAside(troubles, now);
  const one = <T>(key: string, parse: Parse<T>, empty: T) =>
    openItem(local, key, parse, empty, aside);
  const many = <T>(key: string, parse: Parse<T>) => openList(local, key, parse, aside);
  const facts = many("outbox", fact);
  const items = {
    /** False where a newer version wrote what is stored: nothing of it is read or changed. */
    usable: gate.open,
    /** What the company's policy says, read anew: it may change at any time. */
    managed: () => readManaged(managed),
    pairing: one("pairing", nullable(pairing), null),
    consent: one("consent", nullable(consent), null),
    settings: one("settings", nullable(workspaceSettings), null),
    standing: one("standing", nullable(standing), null),
    // Fingerprints of what the company published lately, and of this device's own posts.
    published: one("published", published, nonePublished),
    prints: many("prints", ownPrint),
    rules: one("rules", nullable(bundle), null),
    library: one("library", nullable(bundle), null),
    surfaces: one("surfaces", nullable(surfaces), null),
    synced: one("synced", synced, neverSynced),
    // What cannot be read counts as too old.
    unconfirmed: one("unconfirmed", unconfirmed, { passed_ms: 0, seen_ms: 0 }),
    facts,
    outbox: openOutbox(facts),
    sent: many("sent", sent),
    waivers: many("waivers", waiver),
    troubles,
    aside,
    access: openItem(session, "access", access, { token: "", expires_ms: 0 }),
  };
  return {
    ...items,
    /**
     * Begins with a workspace: nothing of another stays, and all of it is written at once. Facts
     * that wait go on waiting where the same person came back.
     */
    async enter(next: Pairing) {
      const before = await items.pairing.get();
      const back = before?.workspace === next.workspace && before.advocate === next.advocate;
      const { outbox, ...rest } = beginning;
      await local.set({ ...rest, ...(back ? {} : { outbox }), pairing: next });
    },
    async forget() {
      await local.remove(Object.keys(beginning));
      await session.remove("access");
    },
  };
}
export type Store = ReturnType<typeof openStore>;

/** What belongs to a workspace, as it is before the first exchange; the person's consent stays. */
const beginning = {
  pairing: null,
  settings: null,
  standing: null,
  published: nonePublished,
  prints: [],
  rules: null,
  library: null,
  surfaces: null,
  synced: neverSynced,
  unconfirmed: { passed_ms: 0, seen_ms: 0 },
  outbox: [],
  sent: [],
  waivers: [],
};
