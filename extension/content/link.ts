/**
 * The way to the worker: a Port that is opened when a composer takes the focus (which wakes the
 * worker before the first keystroke) and opened again when the worker died under it.
 */
import { type FromComposer, type ToComposer, toComposer } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";

export interface LinkParts {
  connect(): chrome.runtime.Port;
  onMessage(message: ToComposer): void;
  /** A new Port stands: the worker behind it may be a new one that knows nothing. */
  onOpen(): void;
  /** Whether something was said that no worker is known to have kept. */
  owing(): boolean;
  /** The extension was reloaded or removed, and this script is an orphan in its page. */
  onOrphaned(): void;
}

/** A worker dies after 30 s without a message; an open Port alone does not keep it. */
const beatMs = 20_000;
/** A worker that cannot start is not asked again sooner. */
const patienceMs = 1000;

export class Link {
  #port: chrome.runtime.Port | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #openedAt = 0;

  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  say(message: FromComposer): void {
    try {
      this.#open()?.postMessage(message);
    } catch {
      // The worker died since the last message; onOpen brings the new one up to date.
      this.#port = undefined;
      this.#open();
    }
  }

  /** While the composer has the focus: keeps the worker alive and the Port open. */
  attend(): void {
    this.#beat ??= setInterval(() => this.say({ kind: "beat" }), beatMs);
    this.#open();
  }

  relax(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  close(): void {
    this.relax();
    this.#port?.disconnect();
    this.#port = undefined;
  }

  #open(): chrome.runtime.Port | undefined {
    if (this.#port !== undefined) return this.#port;
    try {
      this.#port = this.#parts.connect();
    } catch {
      this.#parts.onOrphaned();
      return undefined;
    }
    this.#openedAt = performance.now();
    this.#listen(this.#port);
    this.#parts.onOpen();
    return this.#port;
  }

  #listen(port: chrome.runtime.Port): void {
    port.onMessage.addListener((raw: unknown) => {
      const message = attempt(toComposer, raw);
      if (message !== undefined) this.#parts.onMessage(message);
    });
    port.onDisconnect.addListener(() => {
      if (this.#port === port) this.#port = undefined;
      // An orphan's runtime has lost its id: nobody will answer here again.
      if (chrome.runtime?.id === undefined) {
        this.#parts.onOrphaned();
        return;
      }
      const wait = performance.now() - this.#openedAt < patienceMs ? patienceMs : 0;
      setTimeout(() => {
        if (this.#beat !== undefined || this.#parts.owing()) this.#open();
      }, wait);
    });
  }
}
