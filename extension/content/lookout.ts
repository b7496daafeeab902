/**
 * Looks for the composer that the person writes in: one that took the focus, or one that stood open
 * before anybody asked.
 */
import type { Composer } from "../linkedin/composer.ts";
import { focusedComposer, openComposer } from "../linkedin/find.ts";
import type { Policy } from "../wire/messages.ts";
import type { Attention } from "./attention.ts";
import { oncePerFrame } from "./frame.ts";

export interface LookoutParts {
  readonly attention: Attention;
  surfaces(): Policy["surfaces"];
  /** It was looked: what was found may be worked with, what is gone no more. */
  onLooked(): void;
}

export class Lookout {
  /** A dialog may be built anew around its text: what stands there now is looked for. */
  readonly soon = oncePerFrame(() => this.again());

  readonly #parts: LookoutParts;

  constructor(parts: LookoutParts) {
    this.#parts = parts;
  }

  /** The person went into a composer. */
  enter(composer: Composer): void {
    const surfaces = this.#parts.surfaces();
    // Where its surface is off, what stands open beside it stays in front.
    if (surfaces.length > 0 && !surfaces.includes(composer.surface)) return;
    if (this.#parts.attention.enter(composer)) this.#parts.onLooked();
  }

  /** A composer came without a focus. */
  appear(): void {
    if (this.#parts.attention.composer?.editor.isConnected !== true) this.soon();
  }

  /** More is known of the page: what is found now asks by its Port what may be done with it. */
  anew(): void {
    this.#look();
    this.#parts.onLooked();
  }

  /** Looks where anything may be done with what is found. */
  again(): void {
    if (this.#parts.surfaces().length > 0) this.#look();
    this.#parts.onLooked();
  }

  #look(): void {
    const { attention } = this.#parts;
    const focused = focusedComposer(document);
    if (focused !== undefined && document.hasFocus()) this.enter(focused);
    if (attention.composer?.editor.isConnected) return;
    attention.composer = openComposer(document);
    attention.announce();
  }
}
