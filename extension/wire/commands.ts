/** What the pages (panel, popup, options) ask of the worker; each is answered by an Outcome. */
import { flag, number, object, oneOf, type Parsed, text, variants, withDefault } from "./parse.ts";
import { appearance } from "./standing.ts";

const nothing = object({});

/** The person's own switches. Nothing is read before they were set once. */
export const consent = object({
  at_ms: number,
  reading: flag,
  painting: flag,
  holding: flag,
  comments: flag,
  messages: flag,
  // A note in the page at the caret; nothing stands in the page without it.
  card: withDefault(flag, false),
});
export type Consent = Parsed<typeof consent>;

export const command = variants({
  pair: object({ server: text, code: text }),
  unpair: nothing,
  consent: object({ consent }),
  sync: nothing,
  checkNow: object({ tab: number }),
  show: object({ tab: number, seq: number, finding: number }),
  fix: object({ tab: number, seq: number, finding: number, fix: number }),
  waive: object({ tab: number, seq: number, finding: number, reason: text }),
  unwaive: object({ tab: number, key: text }),
  use: object({ tab: number, story: text, caption: number }),
  // The person's own words about a story; they go into the composer and nowhere else.
  useOwn: object({ tab: number, story: text, words: text }),
  // "Not right?": the rule's id goes to the server; the words found and the note only if they are
  // chosen here. A note has at most maxNote characters.
  notRight: object({ tab: number, seq: number, finding: number, quote: flag, note: text }),
  // How to stand on boards of people; the alias counts where `as` is alias.
  boardChoice: object({ as: appearance, alias: withDefault(text, "") }),
});
/** In characters, of a note and of an alias; the server takes no longer ones. */
export const maxNote = 300;
export const maxAlias = 30;

export type Command = Parsed<typeof command>;

/** A command stands in an envelope, so that it is told apart from a tab's messages. */
export const commandMessage = object({ kind: oneOf("command"), command });

/** What a page says on its Port: which tab it shows. */
export const watchMessage = object({ kind: oneOf("watch"), tab: number });
