/**
 * An editor's text kept checked and painted while it changes. The checker comes in as a function,
 * so that this runs in a content script, on a plain page and in tests alike.
 *
 * What is painted was always judged as it stands: a finding touched by an edit is dropped at once
 * and comes back, if it does, with the next report.
 */
import type { Mark, Painter } from "./paint.ts";
import { type Reading, read } from "./reading.ts";
import { changeBetween, move } from "./spans.ts";

export interface Judged<R> {
  readonly text: string;
  readonly report: R;
}

export interface LiveParts<R> {
  readonly editor: HTMLElement;
  readonly painter: Painter;
  /** Asks for a report of this text. A report that comes too late is dropped. */
  check(text: string): Promise<R>;
  marksOf(report: R): readonly Mark[];
  /** Whether text may be read without being asked to, and painted. */
  allowed(): { readonly reading: boolean; readonly painting: boolean };
  /** Emptied, or edited unseen: the last report is worthless, and nobody knows how the text stands. */
  onStale(): void;
}

const unread: Reading = { text: "", runs: [] };

export class Live<R> {
  #reading = unread;
  #judged: Judged<R> | undefined;
  #marks: readonly Mark[] = [];
  #asked: { readonly text: string; readonly answer: Promise<R> } | undefined;

  readonly #parts: LiveParts<R>;

  constructor(parts: LiveParts<R>) {
    this.#parts = parts;
  }

  /** The report of exactly this text, if there is one. */
  reportOf(text: string): R | undefined {
    return this.#judged?.text === text ? this.#judged.report : undefined;
  }

  get judged(): Judged<R> | undefined {
    return this.#judged;
  }

  /** The editor may have changed: its text, or only its nodes. */
  refresh(): void {
    if (!this.#parts.allowed().reading) {
      this.#forget();
      return;
    }
    const before = this.#reading.text;
    this.#reading = read(this.#parts.editor);
    const { text } = this.#reading;
    if (text.trim() === "") {
      this.#forget();
      return;
    }
    if (text !== before) {
      const change = changeBetween(before, text);
      this.#marks = this.#marks.flatMap((mark) => move(mark, change) ?? []);
    }
    this.repaint();
    if (this.#asked?.text !== text) void this.#ask(text);
  }

  /** Nothing stands there that was judged. */
  #forget(): void {
    if (this.#asked === undefined && this.#judged === undefined) return;
    this.clear();
    this.#parts.onStale();
  }

  /** The rules have changed: what was judged is judged again. */
  recheck(): void {
    if (this.#asked === undefined || !this.#parts.allowed().reading) return;
    void this.#ask(this.#reading.text);
  }

  /** Checks the text as it stands, whether or not it was checked before. */
  checkNow(): Promise<R> {
    this.#reading = read(this.#parts.editor);
    return this.#ask(this.#reading.text);
  }

  /** The answer under way for the editor's text, or a new one. */
  answerFor(text: string): Promise<R> {
    return this.#asked?.text === text ? this.#asked.answer : this.checkNow();
  }

  /** The text as last read. */
  get text(): string {
    return this.#reading.text;
  }

  /** Takes every mark off and forgets what was judged. */
  clear(): void {
    this.#marks = [];
    this.#judged = undefined;
    this.#asked = undefined;
    this.#reading = unread;
    this.#parts.painter.clear();
  }

  repaint(): void {
    if (this.#parts.allowed().painting) this.#parts.painter.show(this.#reading, this.#marks);
    else this.#parts.painter.clear();
  }

  #ask(text: string): Promise<R> {
    const answer = this.#parts.check(text);
    this.#asked = { text, answer };
    answer.then(
      (report) => this.#take(text, report),
      () => {
        // Without a checker nothing may stay painted as if it had been judged.
        if (this.#asked?.answer === answer) this.#asked = undefined;
      },
    );
    return answer;
  }

  #take(text: string, report: R): void {
    if (this.#asked?.text !== text) return;
    this.#judged = { text, report };
    // The editor may have moved on within the frame; refresh() then moves these marks along.
    this.#marks = text === this.#reading.text ? this.#parts.marksOf(report) : [];
    this.repaint();
  }
}
