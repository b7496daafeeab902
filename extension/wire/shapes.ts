/** Parsers of the types that shared/wire defines; the compiler holds them to the generated ones. */
import { flag, list, number, object, oneOf, type Parse, text, withDefault } from "./parse.ts";
import type * as wire from "./types.gen.ts";

export const surfaceName = oneOf("post", "comment", "message", "article");
export type SurfaceName = "post" | "comment" | "message" | "article";

export const severityName = oneOf("advise", "warn", "review", "block");
export type SeverityName = "advise" | "warn" | "review" | "block";

/** Mildest first. */
export const severities: readonly SeverityName[] = ["advise", "warn", "review", "block"];

export const edit = object({ start: number, end: number, text }) satisfies Parse<wire.Edit>;
export const fix = object({ label: text, edits: list(edit) }) satisfies Parse<wire.Fix>;
export const source = object({
  title: text,
  url: text,
  checked: text,
  by: withDefault(text, ""),
}) satisfies Parse<wire.Source>;

export const change = object({
  op: oneOf("keep", "missing", "extra"),
  text,
}) satisfies Parse<wire.Change>;

export const finding = object({
  rule: text,
  severity: severityName,
  start: number,
  end: number,
  quote: text,
  title: text,
  message: text,
  owner: text,
  override: flag,
  source,
  fixes: list(fix),
  question: withDefault(flag, false),
  diff: withDefault(list(change), []),
}) satisfies Parse<wire.Finding>;

export const report = object({
  verdict: oneOf("clear", "advise", "warn", "review", "block"),
  protected: flag,
  personal: flag,
  findings: list(finding),
}) satisfies Parse<wire.Report>;

export const story = object({
  id: text,
  title: text,
  text,
  tags: withDefault(list(text), []),
  captions: withDefault(list(text), []),
  campaign: withDefault(text, ""),
  destination: text,
  published_ms: number,
  until_ms: withDefault(number, 0),
}) satisfies Parse<wire.Story>;

export const suggestion = object({
  story,
  score: number,
  reasons: list(text),
}) satisfies Parse<wire.Suggestion>;

export const entry = object({
  at_ms: number,
  points: number,
  reason: text,
  fact: text,
}) satisfies Parse<wire.Entry>;

export const standing = object({
  balance: number,
  shares: number,
  clicks: number,
  entries: list(entry),
  team: text,
  rank: number,
  teams: number,
}) satisfies Parse<wire.Standing>;

export const mode = object({
  aggregate: flag,
  ending: flag,
  turn: number,
  at_ms: number,
  signature: text,
}) satisfies Parse<wire.Mode>;

/** Of a workspace that never chose, and of older servers. */
export const noMode = { aggregate: false, ending: false, turn: 0, at_ms: 0, signature: "" };

export const workspaceSettings = object({
  workspace_name: text,
  per_person: flag,
  regulated: flag,
  paint: flag,
  hold: flag,
  practice: text,
  names: list(text),
  mode: withDefault(mode, noMode),
}) satisfies Parse<wire.Settings>;

export const fact = object({
  id: text,
  kind: oneOf("shared", "waived", "unchecked", "clicked"),
  at_ms: number,
  surface: withDefault(text, ""),
  story: withDefault(text, ""),
  code: withDefault(text, ""),
  rule: withDefault(text, ""),
  reason: withDefault(text, ""),
  verdict: withDefault(text, ""),
}) satisfies Parse<wire.Fact>;

export const receipt = object({
  id: text,
  status: oneOf("recorded", "duplicate", "refused"),
  reason: withDefault(text, ""),
}) satisfies Parse<wire.Receipt>;

export type Edit = ReturnType<typeof edit>;
export type Fix = ReturnType<typeof fix>;
export type Change = ReturnType<typeof change>;
export type Finding = ReturnType<typeof finding>;
export type Report = ReturnType<typeof report>;
export type Story = ReturnType<typeof story>;
export type Suggestion = ReturnType<typeof suggestion>;
export type Standing = ReturnType<typeof standing>;
export type WorkspaceSettings = ReturnType<typeof workspaceSettings>;
export type Fact = ReturnType<typeof fact>;
