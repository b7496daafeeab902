/** What the worker shows to the pages: one whole snapshot, sent again at every change. */
import { consent } from "./commands.ts";
import { holdCause } from "./messages.ts";
import {
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  type Parsed,
  text,
  variants,
} from "./parse.ts";
import { fact, report, story, surfaceName, workspaceSettings } from "./shapes.ts";
import { standing } from "./standing.ts";

/** One message that left this device, as it was sent; tokens are named, never shown. */
export const sent = object({
  at_ms: number,
  what: text,
  address: text,
  body: text,
  answer: text,
  // How often in a row exactly this was sent; at_ms is the last time.
  times: number,
});
export type Sent = Parsed<typeof sent>;

/** A finding the person let pass, with a reason that stays on this device. */
export const waiver = object({ key: text, rule: text, quote: text, reason: text, at_ms: number });
export type Waiver = Parsed<typeof waiver>;

/** A suggestion as the pages show it, with what to say in one's own words about it. */
export const offer = object({ story, score: number, reasons: list(text), facts: list(text) });
export type Offer = Parsed<typeof offer>;

export const tabView = object({
  tab: number,
  // none: no composer; idle: one is open and nothing was checked (yet)
  state: oneOf("none", "idle", "checking", "checked", "failed"),
  surface: surfaceName,
  reason: text,
  seq: number,
  report: nullable(report),
  held: nullable(holdCause),
  suggestions: list(offer),
  // Posts of colleagues that are nearly this draft: how many, and how many days ago the newest.
  near: nullable(object({ count: number, days: number })),
  note: text,
});
export type TabView = Parsed<typeof tabView>;

/** By the time since a server last said that these rules are the ones that are out. */
export const rulesAge = oneOf("fresh", "ageing", "stale");
export type RulesAge = Parsed<typeof rulesAge>;

export const rulesView = object({
  revision: number,
  issued_ms: number,
  received_ms: number,
  age: rulesAge,
  // How long no server has confirmed them.
  unconfirmed_ms: number,
});
export type RulesView = Parsed<typeof rulesView>;

/** What the company's policy says of this browser; the empty word where it says nothing. */
export const managedView = object({
  server: text,
  workspace: text,
  // off: no card in the page, whatever the person or the workspace says.
  card: oneOf("", "off"),
  // The switches of consent stand as the policy says, and only starting is the person's choice.
  consentLocked: flag,
  consent: object({
    reading: flag,
    painting: flag,
    holding: flag,
    comments: flag,
    messages: flag,
  }),
});
export type ManagedView = Parsed<typeof managedView>;

export const view = object({
  pairing: nullable(object({ server: text, workspace: text, advocate: text })),
  consent: nullable(consent),
  settings: nullable(workspaceSettings),
  rules: nullable(rulesView),
  // Where the browser is managed by the company's policy.
  managed: nullable(managedView),
  synced_ms: number,
  // Why the last exchange failed; empty when it did not.
  offline: text,
  // The server lets this browser in no more: it has to be paired anew.
  shut: flag,
  // What the server asks of the person: a newer extension; empty when nothing.
  notice: text,
  // Said once after the checker had to be started again, or while it cannot be.
  checker: text,
  // What is wrong with this device's storage, and what was given up for it; empty when all is well.
  storage: text,
  standing: nullable(standing),
  outbox: list(fact),
  sent: list(sent),
  waivers: list(waiver),
  tab: nullable(tabView),
});
export type View = Parsed<typeof view>;

/** What the worker says on a page's Port: all of it, or the watched tab alone while a person types. */
export const toPage = variants({ view: object({ view }), tab: object({ tab: tabView }) });
export type ToPage = Parsed<typeof toPage>;
