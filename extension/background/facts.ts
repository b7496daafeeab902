/**
 * From what happened in a tab to the facts that may leave. No fact made here has any text in it; what
 * a person chooses to show of a finding is put in by disputing.ts alone.
 */
import type { FromComposer } from "../wire/messages.ts";
import { type Fact, fact } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import type { Clock } from "./parts.ts";

export type Out = Extract<FromComposer, { kind: "out" }>;

export function emptyFact(kind: Fact["kind"], clock: Clock): Fact {
  return fact({ id: clock.id(), kind, at_ms: clock.now() });
}

/**
 * A post of the person's own life makes no fact at all. One that nothing had judged when it went
 * out is noted as unchecked; it counts as shared only if something says it was for the company:
 * a report that came late, or a tracking link in it. `print` is the fingerprint of the text judged last.
 */
export function factsOf(out: Out, clock: Clock, print = ""): Fact[] {
  if (out.personal) return [];
  const { surface, story, code, verdict } = out;
  const facts: Fact[] = [];
  if (!out.checked) {
    const id = twin(out.id);
    facts.push({ ...emptyFact("unchecked", clock), id, surface, reason: out.why });
  }
  if (verdict !== "" || code !== "") {
    const shared = { ...emptyFact("shared", clock), id: out.id, surface, story, code, verdict };
    // Only of exactly the text that was judged.
    facts.push(out.checked ? { ...shared, print } : shared);
  }
  return facts;
}

/** The id of the other fact of the same post: always the same, and of no other post. */
function twin(id: string): string {
  const other = (Number.parseInt(id.slice(0, 1), 16) ^ 8).toString(16);
  return `${other}${id.slice(1)}`;
}

/** What the panel says after a post went out. */
export function noteOf(out: Out): string {
  if (out.personal) return words("workerOwnPost");
  if (!out.checked) return words("workerUncheckedPost", out.why);
  return words("workerCountedPost");
}
