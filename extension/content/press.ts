/** A press of Post: held, let go, or held until the report is there. */

import type { Composer } from "../linkedin/composer.ts";
import { isPress } from "../linkedin/postbutton.ts";
import type { Live } from "../marks/live.ts";
import { read } from "../marks/reading.ts";
import { findingKey, type HoldCause } from "../wire/messages.ts";
import type { Finding, Report } from "../wire/shapes.ts";
import { decide } from "./hold.ts";
import { Unanswerable } from "./questions.ts";
import { pressAgain } from "./repress.ts";

export interface PressParts {
  readonly composer: Composer;
  readonly live: Live<Report, Finding>;
  holding(): boolean;
  /** Why nothing can be checked; empty while the checker works. */
  dead(): string;
  waived(): ReadonlySet<string>;
  /** Must reach the worker at once: the click's gesture opens the panel. */
  onHeld(cause: HoldCause, text: string): void;
  /** The press goes through. `why` says why nothing had judged the text, and is empty if it was. */
  onGone(text: string, report: Report | undefined, why: string): void;
}

/** A press waits so long for a report and no longer. */
const patienceMs = 1000;
const tooLate = "no answer within a second";

export class Presses {
  readonly #shown = new Set<string>();
  /** The text for which a press waits. */
  #waiting: string | undefined;
  /** The text for which one waited in vain: the next press of it does not. */
  #lapsed: string | undefined;

  readonly #parts: PressParts;

  constructor(parts: PressParts) {
    this.#parts = parts;
  }

  /** Whether this sends what stands in the composer. */
  meets(event: Event): boolean {
    return isPress(event, this.#parts.composer) && this.#text().trim() !== "";
  }

  /** Why a press would be held now; undefined where it may go. */
  get cause(): HoldCause | undefined {
    return this.#decide(this.#text());
  }

  /** The press goes to the page. */
  letGo(): void {
    this.#gone(this.#text());
  }

  /** `letGoOthers` speaks for what the same press sends beside this: a message's subject. */
  hold(event: Event, cause: HoldCause, letGoOthers: () => void): void {
    const text = this.#text();
    event.preventDefault();
    event.stopImmediatePropagation();
    if (cause !== "waiting") this.#hold(text, cause);
    else if (this.#waiting !== text) this.#wait(text, event, letGoOthers).catch(console.error);
  }

  #text(): string {
    return read(this.#parts.composer.editor).text;
  }

  #decide(text: string): HoldCause | undefined {
    const { live, holding, dead, waived } = this.#parts;
    const report = live.reportOf(text);
    const decision = decide({
      holding: holding(),
      report,
      checker: dead() === "" ? "working" : "dead",
      lapsed: this.#lapsed === text,
      waived: waived(),
      shown: this.#shown,
    });
    return decision.go ? undefined : decision.cause;
  }

  #hold(text: string, cause: HoldCause): void {
    for (const each of this.#parts.live.reportOf(text)?.findings ?? []) {
      this.#shown.add(findingKey(each));
    }
    this.#parts.onHeld(cause, text);
  }

  async #wait(text: string, event: Event, letGoOthers: () => void): Promise<void> {
    const { live, composer } = this.#parts;
    this.#waiting = text;
    const why = await within(live.answerFor(text), patienceMs);
    this.#waiting = undefined;
    // Edited while it waited: what the person pressed Post for is no longer there.
    if (this.#text() !== text) return;
    if (why !== "") this.#lapsed = text;
    const cause = this.#decide(text);
    if (cause !== undefined) return this.#hold(text, cause);
    this.#gone(text, why);
    letGoOthers();
    if (!(await pressAgain(composer, event, text))) this.#parts.onHeld("again", text);
  }

  #gone(text: string, why = this.#parts.dead()): void {
    const report = this.#parts.live.reportOf(text);
    const unjudged = why === "" ? tooLate : why;
    this.#parts.onGone(text, report, report === undefined ? unjudged : "");
  }
}

/** Empty when the answer came in time, otherwise why there is none. */
async function within(answer: Promise<unknown>, ms: number): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(tooLate), ms);
  });
  const came = answer.then(
    () => "",
    (cause: unknown) => (cause instanceof Unanswerable ? cause.message : tooLate),
  );
  const why = await Promise.race([came, late]);
  clearTimeout(timer);
  return why;
}
