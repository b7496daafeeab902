/**
 * What this person's sharing earned, as shared/wire defines it. What an older server does not send
 * reads as nothing: no streak, no board, no rewards.
 */
import {
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  type Parse,
  type Parsed,
  text,
  withDefault,
} from "./parse.ts";
import type * as wire from "./types.gen.ts";

export const appearance = oneOf("hidden", "named", "alias") satisfies Parse<wire.Appearance>;
export type Appearance = Parsed<typeof appearance>;

const entry = object({
  at_ms: number,
  points: number,
  reason: text,
  fact: text,
  why: withDefault(text, ""),
}) satisfies Parse<wire.Entry>;

const streak = object({
  days: number,
  best: number,
  until_ms: number,
}) satisfies Parse<wire.Streak>;

const place = object({
  rank: number,
  name: text,
  points: number,
  me: withDefault(flag, false),
}) satisfies Parse<wire.Place>;

const board = object({
  period: text,
  points: number,
  as: appearance,
  alias: withDefault(text, ""),
  rank: number,
  top: list(place),
}) satisfies Parse<wire.Board>;

const reward = object({
  title: text,
  points: number,
  missing: number,
  held: number,
  gone: withDefault(flag, false),
}) satisfies Parse<wire.Reward>;

const reach = object({
  story: text,
  title: text,
  at_ms: number,
  clicks: number,
  conversions: number,
}) satisfies Parse<wire.Reach>;

const reachDay = object({ day: text, clicks: number }) satisfies Parse<wire.ReachDay>;

export const standing = object({
  balance: number,
  shares: number,
  clicks: number,
  entries: list(entry),
  team: text,
  rank: number,
  teams: number,
  held: withDefault(number, 0),
  lifetime: withDefault(number, 0),
  conversions: withDefault(number, 0),
  streak: withDefault(streak, { days: 0, best: 0, until_ms: 0 }),
  // null: the workspace lets nobody stand beside a number.
  board: nullable(board),
  rewards: withDefault(list(reward), []),
  reach: withDefault(list(reach), []),
  days: withDefault(list(reachDay), []),
}) satisfies Parse<Omit<wire.Standing, "board"> & { board: wire.Board | null }>;
export type Standing = Parsed<typeof standing>;
