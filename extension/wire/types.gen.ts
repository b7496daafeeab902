// Generated from shared/wire by scripts/wiregen. Do not edit: change the Go types and run
// "go run ./scripts/wiregen".

/** Ages says how long a device trusts rules that no server confirmed, and what it does then. The
 * age of rules is the time since a server last said that they are the ones that are out. */
export interface Ages {
  /** seconds; from then on the device says that they age */
  ageing_s: number;
  /** seconds; from then on they are too old */
  stale_s: number;
  /** what is done with rules that are too old */
  when_stale: WhenStale;
}

/** WhenStale says what a device does with rules that are too old. */
export type WhenStale = "check" | "warn" | "stop";

/** FactKind says what happened. */
export type FactKind = "shared" | "waived" | "unchecked" | "clicked" | "disputed" | "shown";

/** Fact is a recorded event with an ID, recorded once however often it is sent. It never holds
 * any text of a draft but the quote that a person looked at and chose to send. */
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
  /** Print is the fingerprint of a share's text (shared/near), 16 hex digits; never of a draft, a
   * comment or a message. */
  print?: string;
  /** disputed: the words found, where the person shows them */
  quote?: string;
  /** disputed: the person's own, at most MaxNote characters */
  note?: string;
  /** shown: an Appearance */
  as?: string;
  /** shown: the name made up */
  alias?: string;
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

/** Near answers a near request. */
export interface Near {
  /** of the text, 16 hex digits; "" of one that is too short */
  print: string;
  /** posts that are nearly the same */
  count: number;
  /** in days, of the youngest of them */
  age: number;
}

/** Context is what rules ask about this person, which no draft shows. All of it is optional. */
export interface Context {
  /** ISO 3166, "US" or "US-CO" */
  country?: string;
  /** employee, ambassador, officer */
  role?: string;
  /** commas part several: "series7,series63" */
  licence?: string;
  team?: string;
  /** sharing is paid for */
  compensated?: boolean;
}

/** Published is what was published in the workspace within the last seven days, as fingerprints
 * that no person stands beside: enough to say that a draft is nearly somebody's post, and nothing
 * else. shared/near says what can and what cannot be read from one. */
export interface Published {
  /** civil day from which ages count back: days since 1970-01-01 (UTC) */
  day: number;
  /** Prints is 10 bytes each in standard base64, at most MaxPublished of them: the fingerprint,
   * little-endian, its age in days, and how many posts have it, 255 at most. */
  prints: string;
  /** Own are those among Prints that the asking person published, on whichever device: 8 bytes each in
   * standard base64, one for each post. */
  own?: string;
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

/** SurfacesRequest asks for surfaces to go live: POST /v1/surfaces, with a token of a person of the
 * compliance role; PublishResponse and RollbackRequest serve them too. */
export interface SurfacesRequest {
  /** what problems are reported against */
  file: string;
  json: string;
  why: string;
}

/** SurfacesHistory is GET /v1/surfaces: what went live, the newest first. */
export interface SurfacesHistory {
  changes: SurfacesChange[];
}

/** SurfacesChange is one revision of the surfaces. */
export interface SurfacesChange {
  revision: number;
  /** RFC 3339, UTC */
  at: string;
  /** published, rolled back */
  act: string;
  back_to?: number;
  who: string;
  why: string;
}

/** PackProblem is one fault of a pack or of surfaces, told at its place. A refused publication lists them in
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

/** BookRule is a rule as the person reads it who is under it. The checker lists them from the
 * program that it judges with (its export rulebook), and leaves out those that can find nothing in
 * anybody's draft: they are over, or speak of what the company's profile lacks. */
export interface BookRule {
  id: string;
  /** its name: the first part of the id */
  pack: string;
  title: string;
  why: string;
  severity: string;
  owner: string;
  /** it lets a post go for a reason */
  override: boolean;
  /** what it finds is never flagged and never counted */
  protect: boolean;
  /** "2026-11-22"; "" is ever since */
  from: string;
  /** half-open; "" is open */
  until: string;
  /** where it runs; none is everywhere */
  surfaces: string[];
  source: Source;
  /** Mine tells that it judges what this person writes now. Another rule is listed for those whom it
   * may concern later, or elsewhere. */
  mine: boolean;
  /** Only are its circumstances, as rules write them ("paused", "country=DE"), with a "!" before what
   * must not be so: of each list one must be so, or the rule does not apply. */
  only: string[][];
}

/** Standing is what this advocate's sharing earned. The fields that an older server does not send
 * are optional; every list is bounded, so that an answer stays some ten kilobytes at most. */
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
  /** points set aside for rewards */
  held?: number;
  /** ever earned, less what was taken back */
  lifetime?: number;
  /** what clicks on this advocate's links led to */
  conversions?: number;
  streak?: Streak;
  /** absent where the workspace runs no board of people */
  board?: Board;
  /** the cheapest first, at most 20; none where nobody is counted by person */
  rewards?: Reward[];
  /** Reach is what the shares of the last 30 days brought, the newest first, at most 20; none where
   * the workspace counts in aggregate only. */
  reach?: Reach[];
  /** 30 of them, the oldest first; none where Reach has none */
  days?: ReachDay[];
}

/** Entry is a ledger entry as its owner sees it. */
export interface Entry {
  at_ms: number;
  points: number;
  /** "Shared “Acme Cloud in Oslo”" */
  reason: string;
  fact: string;
  /** how the number came about, from the ledger alone */
  why?: string;
}

/** Streak is how many working days in a row this advocate shared on. */
export interface Streak {
  /** of the one that runs; 0 when none does */
  days: number;
  /** the longest there was */
  best: number;
  /** a share before then lets it go on; 0 when none runs */
  until_ms: number;
}

/** Appearance is how an advocate stands on boards of people, by their own choice. */
export type Appearance = "hidden" | "named" | "alias";

/** Board is this season's board of those people who chose to stand on it; a season is a quarter. */
export interface Board {
  /** "2026-Q4", in the time zone of the workspace */
  period: string;
  /** this advocate's own in the period, also when hidden */
  points: number;
  as: Appearance;
  alias?: string;
  /** of this advocate among those who stand there; 0 is not there */
  rank: number;
  /** at most 10 */
  top: Place[];
}

/** Place is a line of a board. Equal points share a rank: 1, 2, 2, 4. */
export interface Place {
  rank: number;
  /** or the alias */
  name: string;
  points: number;
  me?: boolean;
}

/** Reward is what points can be spent on at the desk. */
export interface Reward {
  title: string;
  points: number;
  /** points that are still needed; 0 is affordable */
  missing: number;
  /** how many this advocate asked for and has not been handed yet */
  held: number;
  gone?: boolean;
}

/** Reach is what one share brought within the last 30 days. */
export interface Reach {
  story: string;
  title: string;
  /** when it was shared last */
  at_ms: number;
  clicks: number;
  conversions: number;
}

/** ReachDay is one day of this advocate's links. */
export interface ReachDay {
  /** "2026-11-22", in the time zone of the workspace */
  day: string;
  clicks: number;
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
  /** Published is absent where nothing was, and from older servers. */
  published?: Published;
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
  /** Ages is absent from older servers; then UsualAges hold. */
  ages?: Ages;
  /** Context is this person's, in an exchange of theirs; absent from older servers. */
  context?: Context;
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
