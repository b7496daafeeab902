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

export const mode = object({
  aggregate: flag,
  ending: flag,
  turn: number,
  at_ms: number,
  signature: text,
}) satisfies Parse<wire.Mode>;

/** Of a workspace that never chose, and of older servers. */
export const noMode = { aggregate: false, ending: false, turn: 0, at_ms: 0, signature: "" };

export const ages = object({
  ageing_s: number,
  stale_s: number,
  when_stale: oneOf("check", "warn", "stop"),
}) satisfies Parse<wire.Ages>;

/** Of older servers; the same as wire.UsualAges. */
export const usualAges: Ages = { ageing_s: 86_400, stale_s: 1_209_600, when_stale: "warn" };

/** What rules ask about the person; what the server does not know is absent. */
export const context: Parse<wire.Context> = (raw, path) => {
  const { compensated, ...words } = told(raw, path);
  const known = Object.entries(words).filter(([, word]) => word !== "");
  return { ...Object.fromEntries(known), ...(compensated ? { compensated } : {}) };
};

const told = object({
  country: withDefault(text, ""),
  role: withDefault(text, ""),
  licence: withDefault(text, ""),
  team: withDefault(text, ""),
  compensated: withDefault(flag, false),
});

/** Fingerprints of what was published lately; of older servers, and where nothing was, none. */
export const published = object({
  day: number,
  prints: text,
  own: withDefault(text, ""),
}) satisfies Parse<wire.Published>;
export const nonePublished = { day: 0, prints: "", own: "" };

export const near = object({ print: text, count: number, age: number }) satisfies Parse<wire.Near>;
export type Near = ReturnType<typeof near>;

export const workspaceSettings = object({
  workspace_name: text,
  per_person: flag,
  regulated: flag,
  paint: flag,
  hold: flag,
  practice: text,
  names: list(text),
  mode: withDefault(mode, noMode),
  ages: withDefault(ages, usualAges),
  context: withDefault(context, {}),
}) satisfies Parse<wire.Settings>;

export const fact = object({
  id: text,
  kind: oneOf("shared", "waived", "unchecked", "clicked", "disputed", "shown"),
  at_ms: number,
  surface: withDefault(text, ""),
  story: withDefault(text, ""),
  code: withDefault(text, ""),
  rule: withDefault(text, ""),
  reason: withDefault(text, ""),
  verdict: withDefault(text, ""),
  print: withDefault(text, ""),
  quote: withDefault(text, ""),
  note: withDefault(text, ""),
  as: withDefault(text, ""),
  alias: withDefault(text, ""),
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
export type Ages = ReturnType<typeof ages>;
export type WorkspaceSettings = ReturnType<typeof workspaceSettings>;
export type Fact = ReturnType<typeof fact>;
