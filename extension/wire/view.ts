/** What the worker shows to the pages: one whole snapshot, sent again at every change. */
import { consent } from "./commands.ts";
import { holdCause } from "./messages.ts";
import { list, nullable, number, object, oneOf, type Parsed, text, variants } from "./parse.ts";
import { fact, report, standing, suggestion, surfaceName, workspaceSettings } from "./shapes.ts";

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

export const tabView = object({
  tab: number,
  // none: no composer; idle: one is open and nothing was checked (yet)
  state: oneOf("none", "idle", "checking", "checked", "failed"),
  surface: surfaceName,
  reason: text,
  seq: number,
  report: nullable(report),
  held: nullable(holdCause),
  suggestions: list(suggestion),
  note: text,
});
export type TabView = Parsed<typeof tabView>;

export const rulesView = object({ revision: number, issued_ms: number, received_ms: number });
export type RulesView = Parsed<typeof rulesView>;

export const view = object({
  pairing: nullable(object({ server: text, workspace: text, advocate: text })),
  consent: nullable(consent),
  settings: nullable(workspaceSettings),
  rules: nullable(rulesView),
  synced_ms: number,
  // Why the last exchange failed; empty when it did not.
  offline: text,
  // What the server asks of the person: a newer extension; empty when nothing.
  notice: text,
  // Said once after the checker had to be started again, or while it cannot be.
  checker: text,
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
