/** What one exchange brings back, as parsers: the courier is ours, its bytes are checked all the same. */
import {
  list,
  number,
  object,
  oneOf,
  type Parse,
  type Parsed,
  text,
  withDefault,
} from "../wire/parse.ts";
import { nonePublished, published, workspaceSettings } from "../wire/shapes.ts";
import { standing } from "../wire/standing.ts";
import { noWait, wait } from "../wire/wait.ts";

export const tokens = object({ access: text, refresh: text, expires_ms: number });

export const heldBundle = object({ revision: number, digest: text });

/** What a device keeps between exchanges. `key` is pinned at pairing, standard base64. */
export const courierState = object({
  server: text,
  workspace: text,
  key: text,
  tokens,
  rules: heldBundle,
  library: heldBundle,
  surfaces: withDefault(heldBundle, { revision: 0, digest: "" }),
  // Names the last whole answer: with it the courier asks whether anything changed at all.
  tag: withDefault(text, ""),
  wait: withDefault(wait, noWait),
});

/** Why an exchange failed. `status` is 0 when the server was not reached. */
export const problem = object({ status: number, kind: text, title: text });

export const refusal = object({ kind: text, revision: number, reason: text, message: text });

export const paired = object({
  workspace: text,
  workspace_name: text,
  advocate: text,
  advocate_name: text,
  device: text,
});

export const receipt = object({
  id: text,
  status: oneOf("recorded", "duplicate", "refused"),
  reason: withDefault(text, ""),
});

/** The server's answer: a receipt for each outbox item, in order, and what every device shows. */
export const synced = object({
  receipts: list(receipt),
  settings: workspaceSettings,
  standing,
  published: withDefault(published, nonePublished),
  update: maybe(object({ version: text, title: text })),
  next_poll_s: number,
});

/** All is as the last answer said. */
export const unchanged = object({ next_poll_s: number });

const place = maybe(
  object({ revision: number, digest: text, bytes: number, path: withDefault(text, "") }),
);

/** What a stream says is out, and where it lies; older servers name no places. */
export const out = object({
  rules: number,
  library: number,
  surfaces: withDefault(number, 0),
  rules_at: place,
  library_at: place,
  surfaces_at: place,
});

/** A tracking link; it goes where the caption says "{link}". */
export const minted = object({ story: text, code: text, url: text });

/** Everything courier.wasm answers; each part is absent where it does not apply. */
export const answered = object({
  problem: maybe(problem),
  state: maybe(courierState),
  paired: maybe(paired),
  response: maybe(synced),
  unchanged: maybe(unchanged),
  surfaces: (given: unknown): unknown => given,
  link: maybe(minted),
  refused: withDefault(list(refusal), []),
});

function maybe<T>(of: Parse<T>): Parse<T | undefined> {
  return withDefault<T | undefined>(of, undefined);
}

export type Tokens = Parsed<typeof tokens>;
export type CourierState = Parsed<typeof courierState>;
export type Problem = Parsed<typeof problem>;
export type Refusal = Parsed<typeof refusal>;
export type Paired = Parsed<typeof paired>;
export type SyncedResponse = Parsed<typeof synced>;
export type Unchanged = Parsed<typeof unchanged>;
export type Out = Parsed<typeof out>;
export type Minted = Parsed<typeof minted>;
