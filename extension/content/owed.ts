/**
 * What the worker must not miss: that a post went out. A worker may die with a message unread, so
 * it is said again to the next one until somebody says that it is kept. Said twice does no harm:
 * its facts have ids.
 */
import type { FromComposer } from "../wire/messages.ts";

export type Out = Extract<FromComposer, { kind: "out" }>;

export class Owed {
  readonly #waiting = new Map<string, Out>();
  readonly #say: (out: Out) => void;

  constructor(say: (out: Out) => void) {
    this.#say = say;
  }

  /** Whether anything is not known to be kept. */
  get any(): boolean {
    return this.#waiting.size > 0;
  }

  say(out: Out): void {
    this.#waiting.set(out.id, out);
    this.#say(out);
  }

  /** There is a new worker: whatever was not kept is said to it, in order. */
  again(): void {
    for (const out of [...this.#waiting.values()]) this.#say(out);
  }

  kept(id: string): void {
    this.#waiting.delete(id);
  }
}
