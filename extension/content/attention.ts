/**
 * Which composer is the person's, and whether they are in it. While they are, the worker is kept
 * awake, so that it holds a stream and answers at once.
 */
import type { Composer } from "../linkedin/composer.ts";
import { holdsFocus } from "../linkedin/frame.ts";
import type { Link } from "./link.ts";

export class Attention {
  /** As found; nothing in it is read before a session is allowed. */
  composer: Composer | undefined;
  #focused = false;

  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  /** False where the person is there already. */
  enter(composer: Composer): boolean {
    const known = this.composer?.editor === composer.editor;
    if (known && this.#focused) return false;
    if (!known) this.composer = composer;
    this.#focused = true;
    this.#link.attend();
    this.announce();
    return true;
  }

  leave(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#link.relax();
    this.announce();
  }

  /** The composer has left the page. */
  lose(): void {
    this.composer = undefined;
    this.#focused = false;
    this.#link.relax();
  }

  /** Tells the worker that there is a composer: it may have been started a moment ago. */
  announce(): void {
    if (this.composer === undefined) return;
    const { surface, editor } = this.composer;
    if (this.#focused) this.#link.say({ kind: "focus", surface });
    else this.#link.say({ kind: "blur", surface, last: holdsFocus(editor) });
  }
}
