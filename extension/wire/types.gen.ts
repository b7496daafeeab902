// Generated from shared/wire by scripts/wiregen. Do not edit: change the Go types and run
// "go run ./scripts/wiregen".

/** FactKind says what happened. */
export type FactKind = "shared" | "waived" | "unchecked" | "clicked";

/** Fact is a recorded event with an ID, recorded once however often it is sent. It never holds
 * any text of a draft. */
export interface Fact {
  /** UUID made by the device */
  id: string;
  kind: FactKind;
  at_ms: number;
  /** post, comment, message, article */
  surface?: string;
  /** the story shared, when it was one */
  story?: string;
  /** the tracking link in it, when there was one */
  code?: string;
  /** waived: the rule */
  rule?: string;
  /** waived, in the regulated mode only; unchecked: why */
  reason?: string;
  /** shared: the verdict it went out with */
  verdict?: string;
}

/** Loaded answers a load: what is held from now on. */
export interface Loaded {
  /** rules, library */
  kind: string;
  revision: number;
  issued_ms: number;
  /** it was the bundle held */
  unchanged: boolean;
  /** stories in a library; 0 of rules */
  items: number;
}

/** Mode says how near numbers may come to a person in a workspace. Its signature is by the key
 * that devices pin, so that nobody who merely writes to the server's store can alter it unseen. */
export interface Mode {
  /** nobody but a person herself sees what she did */
  aggregate: boolean;
  /** somebody asked to end it, and a second has to agree */
  ending: boolean;
  /** rises with every change; 0 is a workspace that never chose */
  turn: number;
  /** when it was changed */
  at_ms: number;
  /** Signature is Ed25519 over Statement, standard base64; empty in turn 0. */
  signature: string;
}

/** PublishRequest asks for a pack to go live: POST /v1/packs, with a token of a person of the
 * compliance role. */
export interface PublishRequest {
  /** what problems are reported against */
  file: string;
  yaml: string;
  why: string;
}

/** RollbackRequest asks for everything as it was at an earlier revision, under a new one:
 * POST /v1/packs/rollback. */
export interface RollbackRequest {
  /** 0 is the one before the newest */
  to: number;
  why: string;
}

/** PublishResponse says what is live now; both requests return it. */
export interface PublishResponse {
  revision: number;
  /** of the bundle */
  digest: string;
  /** unified, of the YAML */
  diff: string;
}

/** PackProblem is one fault of a pack, told at its place. A refused publication lists them in
 * Problem.Problems; Example is set when the fault is an example that did not come out. */
export interface PackProblem {
  file: string;
  line: number;
  column?: number;
  rule?: string;
  field?: string;
  reason: string;
  example?: boolean;
}

/** Report is the JSON a check returns, natively and from Wasm byte for byte the same
 * (shared/check writes it). Positions are UTF-16 units of the draft, half-open. */
export interface Report {
  /** clear, advise, warn, review, block */
  verdict: string;
  protected: boolean;
  personal: boolean;
  findings: Finding[];
}

/** Finding is one rule's verdict on a span; an absence finding has start = end. */
export interface Finding {
  rule: string;
  severity: string;
  start: number;
  end: number;
  quote: string;
  title: string;
  message: string;
  owner: string;
  override: boolean;
  source: Source;
  fixes: Fix[];
  /** it asks, and claims nothing */
  question?: boolean;
  /** of a near copy against the approved text */
  diff?: Change[];
}

/** Change is a stretch of a near copy held against the approved text. */
export interface Change {
  /** keep, missing (of the approved text alone), extra (of the draft alone) */
  op: string;
  text: string;
}

/** Source is what the rule rests on. */
export interface Source {
  title: string;
  url: string;
  checked: string;
  /** vendor, secondary, or background: nobody has looked it up */
  by?: string;
}

/** Fix is offered as a button. */
export interface Fix {
  label: string;
  edits: Edit[];
}

/** Edit replaces [start, end) by text. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Story is an item of company content offered for sharing, as a device holds it. */
export interface Story {
  id: string;
  title: string;
  text: string;
  tags?: string[];
  /** "{link}" stands where the tracking link goes */
  captions?: string[];
  campaign?: string;
  destination: string;
  published_ms: number;
  /** 0 is open */
  until_ms?: number;
}

/** Suggestion is a story ranked for a page or draft. */
export interface Suggestion {
  story: Story;
  score: number;
  /** "Your draft mentions AcmeX" */
  reasons: string[];
}

/** PairRequest exchanges a pairing code for a device's tokens: POST /v1/pair. */
export interface PairRequest {
  code: string;
  /** what the desk's list shows: "Chromium on Linux" */
  device: string;
}

/** PairResponse is what a device keeps. Key is pinned: bundles signed by another are refused. */
export interface PairResponse {
  workspace: string;
  workspace_name: string;
  /** Ed25519 public key, standard base64 */
  key: string;
  advocate: string;
  advocate_name: string;
  device: string;
  tokens: Tokens;
}

/** Tokens of one device. Access lives ten minutes; Refresh is single use. */
export interface Tokens {
  access: string;
  refresh: string;
  /** Unix milliseconds, of Access */
  expires_ms: number;
}

/** RefreshRequest rotates tokens: POST /v1/token -> Tokens. */
export interface RefreshRequest {
  refresh: string;
}

/** SyncRequest is one exchange with a browser: POST /v1/sync. A device that has nothing to tell
 * asks by GET, with the same names in the query and the tag of its last answer in If-None-Match. */
export interface SyncRequest {
  protocol: number;
  /** revision held, 0 is none */
  rules: number;
  /** revision held, 0 is none */
  library: number;
  /** revision held, 0 is none */
  surfaces?: number;
  /** version of the extension: "0.2.0" */
  extension?: string;
  /** at most MaxOutbox */
  outbox: Fact[];
}

/** SyncResponse returns a receipt for each outbox item, in order, and what changed. */
export interface SyncResponse {
  protocol: number;
  receipts: Receipt[];
  /** absent: unchanged */
  rules?: BundleRef;
  /** absent: unchanged */
  library?: BundleRef;
  /** absent: unchanged */
  surfaces?: BundleRef;
  /** absent: the extension is new enough */
  update?: Update;
  settings: Settings;
  standing: Standing;
  /** seconds; spread over devices already */
  next_poll_s: number;
}

/** BundleRef names an immutable signed bundle: GET /v1/bundles/{digest}. */
export interface BundleRef {
  revision: number;
  /** lower-case hex SHA-256 of the whole sealed bundle */
  digest: string;
  bytes: number;
  /** Path is where the bundle lies for whoever knows it, no token needed, so that caches between
   * may keep it: "/v1/bundles/DIGEST?for=...&key=...". With "&from=DIGEST" the answer may be a
   * delta from a bundle that the device holds (DeltaType). Empty: ask with the token. */
  path?: string;
}

/** Update asks for a newer extension. */
export interface Update {
  /** the one to have */
  version: string;
  /** a sentence for the panel */
  title: string;
}

/** ReceiptStatus says what became of an outbox item. */
export type ReceiptStatus = "recorded" | "duplicate" | "refused";

/** Receipt answers one outbox item. */
export interface Receipt {
  id: string;
  status: ReceiptStatus;
  reason?: string;
}

/** Settings of the workspace that every device shows. */
export interface Settings {
  workspace_name: string;
  /** the console shows activity by person */
  per_person: boolean;
  /** per-person findings go to the server */
  regulated: boolean;
  /** painting is allowed */
  paint: boolean;
  /** the hold on Post is allowed */
  hold: boolean;
  /** address of the practice page */
  practice: string;
  /** the company's names, for the panel's words */
  names: string[];
  /** Mode is absent in a workspace that never chose one, and from older servers. */
  mode?: Mode;
}

/** Standing is what this advocate's sharing earned. */
export interface Standing {
  balance: number;
  shares: number;
  /** counted human clicks on this advocate's links */
  clicks: number;
  /** newest first, at most 20 */
  entries: Entry[];
  team: string;
  /** of the team among teams, 1-based; 0 is unranked */
  rank: number;
  /** how many teams are ranked */
  teams: number;
}

/** Entry is a ledger entry as its owner sees it. */
export interface Entry {
  at_ms: number;
  points: number;
  /** "Shared “Acme Cloud in Oslo”" */
  reason: string;
  fact: string;
}

/** LinkRequest mints, or finds, this advocate's tracking link: POST /v1/links -> LinkResponse. */
export interface LinkRequest {
  story: string;
  /** "linkedin" */
  channel: string;
}

/** LinkResponse holds the link to put into the caption. */
export interface LinkResponse {
  story: string;
  code: string;
  url: string;
}

/** StreamEvent is what GET /v1/stream sends as `event: revision`: the revisions that are out, and
 * where they lie, so that an open composer fetches them without another question. */
export interface StreamEvent {
  rules: number;
  library: number;
  surfaces?: number;
  rules_at?: BundleRef;
  library_at?: BundleRef;
  surfaces_at?: BundleRef;
}

/** Problem is every error's body: application/problem+json. */
export interface Problem {
  status: number;
  /** invalid, unauthorized, forbidden, not_found, conflict, unavailable */
  kind: string;
  /** a sentence the person can act on */
  title: string;
  field?: string;
  line?: number;
  /** of a refused pack */
  problems?: PackProblem[];
}
