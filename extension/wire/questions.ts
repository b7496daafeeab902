/**
 * What the pages ask of the worker to know, once, outside the view: it is too much to send at every
 * change. Each is answered by what it asks for, or by an Outcome that says why not.
 */
import { flag, list, object, oneOf, type Parse, type Parsed, text, variants } from "./parse.ts";
import { severityName, source } from "./shapes.ts";
import type * as wire from "./types.gen.ts";

/** A rule that this person is under, or would be in other circumstances, in plain words. */
export const bookRule = object({
  id: text,
  pack: text,
  title: text,
  why: text,
  severity: severityName,
  owner: text,
  override: flag,
  protect: flag,
  from: text,
  until: text,
  surfaces: list(text),
  source,
  mine: flag,
  only: list(list(text)),
}) satisfies Parse<wire.BookRule>;
export type BookRule = Parsed<typeof bookRule>;

export const question = variants({ rulebook: object({}) });
export type Question = Parsed<typeof question>;

/** A question stands in an envelope, as a command does. */
export const questionMessage = object({ kind: oneOf("question"), question });

/** The answer to "rulebook": in the order of the program, pack by pack. */
export const rulebook = object({ rules: list(bookRule) });
export type Rulebook = Parsed<typeof rulebook>;
