/** One composer, from the moment it takes the focus until it leaves the page. */
import type { Composer } from "../linkedin/composer.ts";
import { Live } from "../marks/live.ts";
import type { Painter, Palette } from "../marks/paint.ts";
import { openReader, type Reader } from "../marks/reader.ts";
import type { FromComposer, HoldCause, Policy, ToComposer } from "../wire/messages.ts";
import type { Finding, Report } from "../wire/shapes.ts";
import { followCaret } from "./caret.ts";
import { watchDeparture } from "./departure.ts";
import { oncePerFrame } from "./frame.ts";
import { Presses } from "./press.ts";
import type { Questions } from "./questions.ts";
import { departed, type Used } from "./used.ts";

export interface SessionParts {
  readonly composer: Composer;
  readonly palette: Palette;
  readonly questions: Questions;
  policy(): Policy;
  /** Whether this is the composer that the person writes in. */
  current(session: Session): boolean;
  say(message: FromComposer): void;
  /** A press was held: said at once and apart, for the gesture's sake. */
  onHeld(session: Session, cause: HoldCause, report: Report | undefined): void;
  /** The editor of the page that holds this text, if one does. */
  holderOf(text: string): HTMLElement | undefined;
  onClosed(session: Session): void;
}

/** A worker that has not answered by now will not. */
const lateMs = 5000;

export class Session {
  readonly composer: Composer;
  readonly live: Live<Report, Finding>;
  readonly questions: Questions;
  readonly presses: Presses;
  /** Captions with tracking links that were put into this composer. */
  readonly used: Used[] = [];

  readonly #parts: SessionParts;
  readonly #painter: Painter;
  readonly #reader: Reader;
  readonly #stop = new AbortController();
  #waived: ReadonlySet<string> = new Set();
  #dead = "";
  #departure: { stop(): void } | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.composer = parts.composer;
    this.questions = parts.questions;
    const { editor } = parts.composer;
    const refresh = oncePerFrame(() => this.#refresh());
    this.#painter = parts.palette.painter(editor);
    this.#reader = openReader(editor, refresh);
    this.live = this.#openLive();
    this.presses = this.#openPresses();
    this.#observe(refresh);
    if (parts.policy().reading) this.live.refresh();
  }

  /** Whether this event sends what stands here, and anybody is to know. */
  meets(event: Event): boolean {
    const { reading, holding } = this.#parts.policy();
    return (reading || holding) && this.presses.meets(event);
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
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#reader.close();
    this.live.clear();
    this.#painter.close();
    this.#parts.onClosed(this);
  }

  #refresh(): void {
    if (!this.composer.editor.isConnected) this.close();
    else this.live.refresh();
  }

  #openLive(): Live<Report, Finding> {
    const { composer, policy, current, say } = this.#parts;
    const { surface } = composer;
    return new Live<Report, Finding>({
      read: () => this.#reader.read(),
      painter: this.#painter,
      check: (text) => this.questions.ask({ text, surface, static: composer.static === true }),
      marksOf: (report) => report.findings,
      allowed: () => ({ ...policy(), asking: current(this) }),
      onStale: () => {
        if (current(this)) say({ kind: "stale" });
      },
    });
  }

  #openPresses(): Presses {
    return new Presses({
      composer: this.composer,
      live: this.live,
      holding: () => this.#parts.policy().holding,
      dead: () => this.#dead,
      waived: () => this.#waived,
      onHeld: (cause, text) => this.#parts.onHeld(this, cause, this.live.reportOf(text)),
      onGone: (text, report, why) => this.#gone(text, report, why),
    });
  }

  #gone(text: string, report: Report | undefined, why: string): void {
    const { say, holderOf } = this.#parts;
    say({ kind: "unheld" });
    if (!isShared(this.composer)) return;
    // An answer that comes after the press still tells private speech from the company's.
    const late = Promise.race([this.live.answerFor(text), after(lateMs)]).catch(() => undefined);
    this.#departure?.stop();
    this.#departure = watchDeparture({
      editor: this.composer.editor,
      text,
      holderOf,
      onOut: () => {
        const out = departed(this.composer.surface, text, report, why, this.used);
        if (report !== undefined) say(out(report));
        else late.then((judged) => say(out(judged)), console.error);
      },
    });
  }

  #observe(refresh: () => void): void {
    const { editor } = this.composer;
    const { signal } = this.#stop;
    const compose = (on: boolean): void => {
      this.live.compose(on);
      if (!on) refresh();
    };
    followCaret({
      editor,
      signal,
      allowed: () => this.#parts.policy().card && this.#parts.current(this),
      findingAt: (place) => {
        const [found] = this.live.marksAt(place);
        return found && { finding: found.mark, range: found.range };
      },
    });
    editor.addEventListener("compositionstart", () => compose(true), { signal });
    editor.addEventListener("compositionend", () => compose(false), { signal });
    editor.addEventListener("blur", () => compose(false), { signal });
  }
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), ms));

/** A title goes out with its article, a subject with its message; a profile is not sent at all. */
function isShared(composer: Composer): boolean {
  return composer.static !== true && composer.part !== "title" && composer.part !== "subject";
}
