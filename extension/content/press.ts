/** A press of Post: held, let go, or held until the report is there. */

import type { Composer } from "../linkedin/composer.ts";
import { isPress, postButtonOf } from "../linkedin/postbutton.ts";
import type { Live } from "../marks/live.ts";
import { read } from "../marks/reading.ts";
import { findingKey, type HoldCause } from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";
import { decide } from "./hold.ts";
import { Unanswerable } from "./questions.ts";

export interface PressParts {
  readonly composer: Composer;
  readonly live: Live<Report>;
  holding(): boolean;
  /** Why nothing can be checked; empty while the checker works. */
  dead(): string;
  waived(): ReadonlySet<string>;
  /** Must reach the worker at once: the click's gesture opens the panel. */
  onHeld(cause: HoldCause): void;
  /** The press goes through. `why` says why nothing had judged the text, and is empty if it was. */
  onGone(text: string, report: Report | undefined, why: string): void;
}

/** A press waits so long for a report and no longer. */
const patienceMs = 1000;
const tooLate = "no answer within a second";

export class Presses {
  readonly #shown = new Set<string>();
  /** Our own press of the button, which must not be held again. */
  #letting = false;
  #waiting = false;

  readonly #parts: PressParts;

  constructor(parts: PressParts) {
    this.#parts = parts;
  }

  /** Called for every click and key, before the page sees it. */
  on(event: Event): void {
    const { composer } = this.#parts;
    if (this.#letting || !isPress(event, composer)) return;
    const { text } = read(composer.editor);
    if (text.trim() === "") return;
    if (this.#waiting) {
      stop(event);
      return;
    }
    const cause = this.#decide(text);
    // A key cannot be pressed again for the person: without a button it is not made to wait.
    if (cause === undefined || (cause === "waiting" && postButtonOf(composer) === undefined)) {
      this.#gone(text);
      return;
    }
    stop(event);
    if (cause === "waiting") this.#wait(text).catch(console.error);
    else this.#hold(text, cause);
  }

  /** The cause for holding this text; undefined where it may go. */
  #decide(text: string): HoldCause | undefined {
    const { live, holding, dead, waived } = this.#parts;
    const decision = decide({
      holding: holding(),
      report: live.reportOf(text),
      checker: dead() === "" ? "working" : "dead",
      waived: waived(),
      shown: this.#shown,
    });
    return decision.go ? undefined : decision.cause;
  }

  #hold(text: string, cause: HoldCause): void {
    for (const each of this.#parts.live.reportOf(text)?.findings ?? []) {
      this.#shown.add(findingKey(each));
    }
    this.#parts.onHeld(cause);
  }

  async #wait(text: string): Promise<void> {
    const { live, composer } = this.#parts;
    this.#waiting = true;
    const why = await within(live.answerFor(text), patienceMs);
    this.#waiting = false;
    // Edited while it waited: what the person pressed Post for is no longer there.
    if (read(composer.editor).text !== text) return;
    const cause = why === "" ? this.#decide(text) : undefined;
    if (cause !== undefined) return this.#hold(text, cause);
    this.#gone(text, why);
    this.#letting = true;
    postButtonOf(composer)?.click();
    this.#letting = false;
  }

  #gone(text: string, why = this.#parts.dead()): void {
    const report = this.#parts.live.reportOf(text);
    const unjudged = why === "" ? tooLate : why;
    this.#parts.onGone(text, report, report === undefined ? unjudged : "");
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
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
