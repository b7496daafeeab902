/** One composer, from the moment it takes the focus until it leaves the page. */
import type { Composer } from "../linkedin/composer.ts";
import { Live } from "../marks/live.ts";
import { openPainter } from "../marks/paint.ts";
import type { FromComposer, HoldCause, Policy, ToComposer } from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";
import { watchDeparture } from "./departure.ts";
import { oncePerFrame } from "./frame.ts";
import { Presses } from "./press.ts";
import type { Questions } from "./questions.ts";
import { departed, type Used } from "./used.ts";

export interface SessionParts {
  readonly composer: Composer;
  /** Names this load's highlights. */
  readonly token: string;
  readonly questions: Questions;
  policy(): Policy;
  say(message: FromComposer): void;
  /** A press was held: said at once and apart, for the gesture's sake. */
  onHeld(cause: HoldCause): void;
  onClosed(): void;
}

/** A worker that has not answered by now will not. */
const lateMs = 5000;

export class Session {
  readonly composer: Composer;
  readonly live: Live<Report>;
  readonly questions: Questions;
  /** Captions with tracking links that were put into this composer. */
  readonly used: Used[] = [];

  readonly #parts: SessionParts;
  readonly #presses: Presses;
  readonly #stops: (() => void)[] = [];
  #waived: ReadonlySet<string> = new Set();
  #dead = "";
  #departure: { stop(): void } | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.composer = parts.composer;
    this.questions = parts.questions;
    this.live = this.#openLive();
    this.#presses = this.#openPresses();
    this.#observe();
    if (parts.policy().reading) this.live.refresh();
  }

  /** Clicks and keys, before the page sees them. */
  onPress(event: Event): void {
    const { reading, holding } = this.#parts.policy();
    if (reading || holding) this.#presses.on(event);
  }

  onMessage(message: ToComposer): void {
    if (message.kind === "recheck") this.live.recheck();
    if (message.kind === "waived") this.#waived = new Set(message.waived);
    if (message.kind === "failed") this.#dead = message.reason;
    if (message.kind === "report") {
      this.#dead = "";
      this.#waived = new Set(message.waived);
    }
  }

  /** What is allowed has changed. */
  onPolicy(): void {
    this.live.repaint();
    if (this.#parts.policy().reading) this.live.refresh();
  }

  /** A post pressed before is still watched: leaving the page is what a post does. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.live.clear();
    this.#parts.onClosed();
  }

  #openLive(): Live<Report> {
    const { composer, token, policy, say } = this.#parts;
    return new Live<Report>({
      editor: composer.editor,
      painter: openPainter(composer.editor, token),
      check: (text) => this.questions.ask(text, composer.surface),
      marksOf: (report) => report.findings,
      allowed: policy,
      onStale: () => say({ kind: "stale" }),
    });
  }

  #openPresses(): Presses {
    return new Presses({
      composer: this.composer,
      live: this.live,
      holding: () => this.#parts.policy().holding,
      dead: () => this.#dead,
      waived: () => this.#waived,
      onHeld: (cause) => this.#parts.onHeld(cause),
      onGone: (text, report, why) => this.#gone(text, report, why),
    });
  }

  #gone(text: string, report: Report | undefined, why: string): void {
    this.#parts.say({ kind: "unheld" });
    // An answer that comes after the press still tells private speech from the company's.
    const late = Promise.race([this.live.answerFor(text), after(lateMs)]).catch(() => undefined);
    this.#departure?.stop();
    this.#departure = watchDeparture(this.composer.editor, () => {
      const out = departed(this.composer.surface, text, report, why, this.used);
      const say = (judged: Report | undefined): void => this.#parts.say(out(judged));
      if (report !== undefined) say(report);
      else late.then(say, console.error);
    });
  }

  /** Quill undoes without an input event, so the editor's nodes are watched as well. */
  #observe(): void {
    const { editor } = this.composer;
    const refresh = oncePerFrame(() => this.live.refresh());
    const edits = new MutationObserver(refresh);
    edits.observe(editor, { childList: true, characterData: true, subtree: true });
    const leaving = new MutationObserver(() => {
      if (!editor.isConnected) this.close();
    });
    leaving.observe(editor.getRootNode(), { childList: true, subtree: true });
    editor.addEventListener("input", refresh);
    this.#stops.push(
      () => edits.disconnect(),
      () => leaving.disconnect(),
      () => editor.removeEventListener("input", refresh),
    );
  }
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
