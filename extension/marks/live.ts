/**
 * An editor's text kept checked and painted while it changes. The checker comes in as a function,
 * so that this runs in a content script, on a plain page and in tests alike.
 *
 * What is painted was always judged as it stands: a finding touched by an edit is dropped at once
 * and comes back, if it does, with the next report.
 */
import { type Mark, type Painter, rangeOf } from "./paint.ts";
import { nothingRead, type Place, type Reading } from "./reading.ts";
import { changeBetween, move } from "./spans.ts";

/** A newer question took the place of this one. It tells nothing of the checker. */
export class Superseded extends Error {}

export interface Judged<R> {
  readonly text: string;
  readonly report: R;
}

export interface LiveParts<R, M extends Mark> {
  /** The editor's text as it stands. */
  read(): Reading;
  readonly painter: Painter;
  /** Asks for a report of this text. Rejects where none will come. */
  check(text: string): Promise<R>;
  marksOf(report: R): readonly M[];
  /** Whether text may be read without being asked to, and painted, and whether to ask about it now. */
  allowed(): { readonly reading: boolean; readonly painting: boolean; readonly asking: boolean };
  /** Emptied, or edited unseen: the last report is worthless, and nobody knows how the text stands. */
  onStale(): void;
}

interface Asked<R> {
  readonly text: string;
  readonly answer: Promise<R>;
}

export class Live<R, M extends Mark = Mark> {
  #reading = nothingRead;
  #judged: Judged<R> | undefined;
  #marks: readonly M[] = [];
  #asked: Asked<R> | undefined;
  #composing = false;

  readonly #parts: LiveParts<R, M>;

  constructor(parts: LiveParts<R, M>) {
    this.#parts = parts;
  }

  /** The report of exactly this text, if there is one. */
  reportOf(text: string): R | undefined {
    return this.#judged?.text === text ? this.#judged.report : undefined;
  }

  get judged(): Judged<R> | undefined {
    return this.#judged;
  }

  /** What is painted around a place of the editor, and where, innermost first. */
  marksAt(place: Place): { mark: M; range: Range }[] {
    const found = this.#marks.flatMap((mark) => {
      const range = rangeOf(this.#reading, mark);
      return range?.isPointInRange(place.node, place.offset) ? [{ mark, range }] : [];
    });
    const length = ({ start, end }: Mark): number => end - start;
    return found.toSorted((a, b) => length(a.mark) - length(b.mark));
  }

  /** The text as last read. */
  get text(): string {
    return this.#reading.text;
  }

  /** An input method has begun or ended a composition: half a word is asked about by nobody. */
  compose(on: boolean): void {
    this.#composing = on;
  }

  /** The editor may have changed: its text, or only its nodes. */
  refresh(): void {
    const { reading, asking } = this.#parts.allowed();
    if (!reading) {
      this.#forget();
      return;
    }
    this.#follow();
    const { text } = this.#reading;
    if (text.trim() === "") {
      this.#forget();
      return;
    }
    this.#paint();
    if (asking && !this.#composing && this.#asked?.text !== text) void this.#ask(text);
  }

  /** The rules have changed, or another composer was asked about since: the text is judged again. */
  recheck(): void {
    const { reading, asking } = this.#parts.allowed();
    if (!reading || !asking) return;
    this.#follow();
    if (this.#reading.text.trim() === "") {
      this.#forget();
      return;
    }
    this.#paint();
    void this.#ask(this.#reading.text);
  }

  /** Checks the text as it stands, whether or not it was checked before. */
  checkNow(): Promise<R> {
    this.#follow();
    return this.#ask(this.#reading.text);
  }

  /** The answer under way for the editor's text, or a new one. */
  answerFor(text: string): Promise<R> {
    return this.#asked?.text === text ? this.#asked.answer : this.checkNow();
  }

  /** Takes every mark off and forgets what was judged. */
  clear(): void {
    this.#marks = [];
    this.#judged = undefined;
    this.#asked = undefined;
    this.#reading = nothingRead;
    this.#parts.painter.clear();
  }

  /** Paints the marks where their words are now. */
  repaint(): void {
    if (this.#parts.allowed().reading) this.#follow();
    this.#paint();
  }

  #paint(): void {
    if (this.#parts.allowed().painting) this.#parts.painter.show(this.#reading, this.#marks);
    else this.#parts.painter.clear();
  }

  /** Reads anew; marks go along with the text. */
  #follow(): void {
    const before = this.#reading.text;
    this.#reading = this.#parts.read();
    this.#marks = moved(this.#marks, before, this.#reading.text);
  }

  /** Nothing stands there that was judged. */
  #forget(): void {
    if (this.#asked === undefined && this.#judged === undefined) return;
    this.clear();
    this.#parts.onStale();
  }

  #ask(text: string): Promise<R> {
    const answer = this.#parts.check(text);
    this.#asked = { text, answer };
    answer.then(
      (report) => this.#take(text, report),
      (cause: unknown) => this.#miss(answer, cause),
    );
    return answer;
  }

  #miss(answer: Promise<R>, cause: unknown): void {
    if (this.#asked?.answer !== answer) return;
    this.#asked = undefined;
    if (cause instanceof Superseded) return;
    // Without a checker nothing may stay painted as if it had been judged.
    this.#marks = [];
    this.#paint();
  }

  #take(text: string, report: R): void {
    if (this.#asked?.text !== text) return;
    this.#judged = { text, report };
    // Between two frames the editor may have been edited unseen: places of before are none now.
    if (this.#parts.allowed().reading) this.#follow();
    // A composition may have begun since: what it did not touch still stands as it was judged.
    this.#marks = moved(this.#parts.marksOf(report), text, this.#reading.text);
    this.#paint();
  }
}

function moved<M extends Mark>(marks: readonly M[], before: string, after: string): readonly M[] {
  if (before === after || marks.length === 0) return marks;
  const change = changeBetween(before, after);
  return marks.flatMap((mark) => move(mark, change, after) ?? []);
}
