/**
 * What enters the checker, and what comes back.
 *
 * A frame is a version byte and fields in a fixed order, nothing between them, integers
 * little-endian: text is a u32 length in bytes and UTF-8, a number is an i64. shared/wire/frame.go
 * reads the same bytes; shared/wire/testdata/frames.json pins both sides.
 */
const version = 1;
/** Of a draft: it changes with the checker that ships beside it. */
const checkVersion = 2;

/** What the text cannot show; everything is optional. */
export interface DraftContext {
  country?: string;
  role?: string;
  sector?: string;
  /** Commas part several: "series7,series63". */
  licence?: string;
  team?: string;
  compensated?: boolean;
  nonuser?: boolean;
  image?: boolean;
  paid_media?: boolean;
  in_registration?: boolean;
  paused?: boolean;
  static?: boolean;
}

export interface CheckRequest {
  text: string;
  surface: "post" | "comment" | "message" | "article" | "static";
  /** Civil day: days since 1970-01-01 (UTC). */
  day: number;
  /** BCP 47 primary tag; absent is unknown. */
  lang?: string;
  context?: DraftContext;
}

/** Which rules concern a person, on a day. */
export type RulebookRequest = Pick<CheckRequest, "day" | "context">;

export interface SuggestRequest {
  page: string;
  draft: string;
  /** At most so many. */
  k: number;
  now_ms: number;
}

/** What is held against a text that was published, or may be. */
export interface NearRequest {
  text: string;
  /** Fingerprints of a week, as the server packs them. */
  week: Uint8Array;
  /** Those of posts of one's own: 8 bytes each, little-endian. */
  own: Uint8Array;
}

/** What a device pinned and holds: an older bundle, or another workspace's, is refused. */
export interface Expect {
  workspace: string;
  /** The revision held; 0 is none. */
  newer: number;
  /** SHA-256 of the bundle held, which may be loaded again. */
  held?: Uint8Array;
}

/** The checker could not answer. */
export class CheckerFailure extends Error {
  /** limit, malformed, empty, image, trapped, or why a bundle was refused: torn, tampered, ... */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "CheckerFailure";
    this.code = code;
  }
}

export function checkFrame(request: CheckRequest): Uint8Array {
  return frame(
    checkVersion,
    text(request.text),
    text(request.surface),
    integer(request.day),
    text(request.lang ?? ""),
    ...circumstances(request.context),
  );
}

export function rulebookFrame({ day, context }: RulebookRequest): Uint8Array {
  return frame(version, integer(day), ...circumstances(context));
}

export function suggestFrame(request: SuggestRequest): Uint8Array {
  return frame(
    version,
    text(request.page),
    text(request.draft),
    integer(request.k),
    integer(request.now_ms),
  );
}

export function nearFrame({ text: post, week, own }: NearRequest): Uint8Array {
  return frame(version, text(post), bytes(week), bytes(own));
}

export function loadFrame(bundle: Uint8Array, key: Uint8Array, expect: Expect): Uint8Array {
  return frame(
    version,
    bytes(key),
    text(expect.workspace),
    integer(expect.newer),
    bytes(expect.held ?? new Uint8Array()),
    bytes(bundle),
  );
}

/** The JSON of an answer, parsed; a failure is thrown as CheckerFailure. */
export function readAnswer(answer: Uint8Array): unknown {
  if (answer[0] === 0) return JSON.parse(new TextDecoder().decode(answer.subarray(1)));
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  const codeEnds = 5 + view.getUint32(1, true);
  const read = (from: number, to: number): string =>
    new TextDecoder().decode(answer.subarray(from, to));
  throw new CheckerFailure(read(5, codeEnds), read(codeEnds + 4, answer.length));
}

const circumstances = (context: DraftContext = {}): Uint8Array[][] => [
  text(context.country ?? ""),
  text(context.role ?? ""),
  text(context.sector ?? ""),
  text(context.licence ?? ""),
  text(context.team ?? ""),
  integer(flags(context)),
];

/** The yes-or-no circumstances, lowest bit first; the order is part of the frame. */
function flags(context: DraftContext): number {
  const order = [
    context.compensated,
    context.nonuser,
    context.image,
    context.paid_media,
    context.in_registration,
    context.paused,
    context.static,
  ];
  return order.reduce((bits: number, flag, at) => (flag === true ? bits | (1 << at) : bits), 0);
}

/** A lone surrogate becomes U+FFFD, which is one UTF-16 unit as well: positions stay right. */
const text = (value: string): Uint8Array[] => bytes(new TextEncoder().encode(value));

function bytes(value: Uint8Array): Uint8Array[] {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, value.length, true);
  return [length, value];
}

function integer(value: number): Uint8Array[] {
  const field = new Uint8Array(8);
  new DataView(field.buffer).setBigInt64(0, BigInt(Math.trunc(value)), true);
  return [field];
}

function frame(first: number, ...fields: Uint8Array[][]): Uint8Array {
  const parts = fields.flat();
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 1));
  whole[0] = first;
  let at = 1;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
