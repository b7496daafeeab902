/**
 * "Not right?": the rule's id goes to those who write the rules, and of the words found and the
 * note exactly what the person chose after having seen it. Nobody's name goes with it unless the
 * workspace is regulated, which the person sees.
 */
import { maxNote } from "../wire/commands.ts";
import { done, type Outcome, refuse } from "../wire/messages.ts";
import type { Finding, SurfaceName } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { emptyFact } from "./facts.ts";
import { news } from "./news.ts";

export interface Shown {
  /** Whether the words found are shown. */
  readonly quote: boolean;
  readonly note: string;
}

export async function dispute(
  desk: Desk,
  finding: Finding,
  surface: SurfaceName,
  shown: Shown,
): Promise<Outcome> {
  const note = shown.note.trim();
  if (length(note) > maxNote) return refuse(words("workerNote", maxNote));
  const quote = shown.quote ? cut(finding.quote) : "";
  const fact = { ...emptyFact("disputed", desk.clock), surface, rule: finding.rule, quote, note };
  await desk.store.outbox.add(fact);
  news(desk, "now").catch(console.error);
  return done;
}

/** As the server counts: in characters, not in UTF-16 units. */
const length = (text: string): number => [...text].length;

const cut = (quote: string): string => [...quote].slice(0, maxNote).join("");
