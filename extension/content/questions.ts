/** Drafts asked about and not yet answered. The worker answers the newest of a page only. */
import { Superseded } from "../marks/live.ts";
import type { Report, SurfaceName } from "../wire/shapes.ts";

/** The worker said why it cannot check. */
export class Unanswerable extends Error {}

export interface Question {
  readonly seq: number;
  readonly text: string;
  readonly surface: SurfaceName;
  /** It stands on a profile, for years. */
  readonly static: boolean;
}

interface Waiting {
  readonly question: Question;
  resolve(report: Report): void;
  reject(cause: Error): void;
}

export class Questions {
  #seq = 0;
  #newest: Waiting | undefined;

  readonly #send: (question: Question) => void;

  constructor(send: (question: Question) => void) {
    this.#send = send;
  }

  ask(asked: Omit<Question, "seq">): Promise<Report> {
    this.#seq += 1;
    const question = { seq: this.#seq, ...asked };
    this.#newest?.reject(new Superseded());
    const answer = new Promise<Report>((resolve, reject) => {
      this.#newest = { question, resolve, reject };
    });
    this.#send(question);
    return answer;
  }

  /** A new worker knows of no question: the newest is put again. */
  again(): void {
    if (this.#newest !== undefined) this.#send(this.#newest.question);
  }

  answer(seq: number, report: Report): void {
    if (this.#newest?.question.seq === seq) this.#newest.resolve(report);
  }

  fail(seq: number, reason: string): void {
    if (this.#newest?.question.seq === seq) this.#newest.reject(new Unanswerable(reason));
  }

  /** The number of the newest question, which a command from the panel must name. */
  get seq(): number {
    return this.#seq;
  }
}
