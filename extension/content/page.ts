/** The page: which composer is the person's, and what the page and the worker have to say to it. */

import type { Composer } from "../linkedin/composer.ts";
import { composerOf, focusedComposer, openComposer } from "../linkedin/find.ts";
import { rootsOnTheWay } from "../linkedin/interop.ts";
import {
  composerPort,
  done,
  type HoldCause,
  type Outcome,
  type Policy,
  type ToComposer,
  type ToTab,
} from "../wire/messages.ts";
import { perform } from "./commands.ts";
import { Link } from "./link.ts";
import { Questions } from "./questions.ts";
import { Session } from "./session.ts";

const unknown: Policy = { reading: false, painting: false, holding: false, surfaces: [] };

export class Page {
  /** The person's composer, as found; nothing in it is read before a session is allowed. */
  #composer: Composer | undefined;
  #session: Session | undefined;
  #policy = unknown;
  #focused = false;

  readonly #link: Link;
  readonly #questions: Questions;
  readonly #token: string;
  readonly #stop = new AbortController();
  readonly #roots = new WeakSet<Node>();

  constructor(token: string) {
    this.#token = token;
    this.#link = new Link({
      connect: () => chrome.runtime.connect({ name: composerPort }),
      onMessage: (message) => this.#onMessage(message),
      onOpen: () => this.#onOpen(),
      onOrphaned: () => this.leave(),
    });
    this.#questions = new Questions((question) => this.#link.say({ kind: "draft", ...question }));
    this.#listen();
  }

  /** A message from the worker that wants an answer. */
  async onAsked(message: ToTab): Promise<Outcome> {
    if (message.kind === "policy") this.#onPolicy(message.policy);
    if (this.#policy.surfaces.length > 0) this.#look();
    this.#settle();
    return message.kind === "policy" ? done : perform(this.#session, message);
  }

  /** The window comes first on an event's way: nothing of the page has seen it yet. */
  #listen(): void {
    const options = { capture: true, signal: this.#stop.signal };
    window.addEventListener("focusin", (event) => this.#onFocus(event), options);
    window.addEventListener("focusout", () => this.#onBlur(), options);
    window.addEventListener("click", (event) => this.#session?.onPress(event), options);
    window.addEventListener("keydown", (event) => this.#session?.onPress(event), options);
  }

  #onFocus(event: Event): void {
    for (const root of rootsOnTheWay(event)) {
      if (this.#roots.has(root)) continue;
      this.#roots.add(root);
      const options = { capture: true, signal: this.#stop.signal };
      root.addEventListener("focusin", (inner) => this.#onFocus(inner), options);
      root.addEventListener("focusout", () => this.#onBlur(), options);
    }
    const composer = composerOf(event);
    if (composer !== undefined) this.#enter(composer);
  }

  #enter(composer: Composer): void {
    const known = this.#composer?.editor === composer.editor;
    if (known && this.#focused) return;
    if (!known) this.#composer = composer;
    this.#focused = true;
    this.#link.attend();
    this.#announce();
    this.#settle();
  }

  #onBlur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#link.relax();
    this.#announce();
  }

  /** Tells the worker that there is a composer: it may have been started a moment ago. */
  #announce(): void {
    if (this.#composer === undefined) return;
    const { surface } = this.#composer;
    this.#link.say({ kind: this.#focused ? "focus" : "blur", surface });
  }

  /** Looks for a composer that was open before anybody asked. */
  #look(): void {
    const focused = focusedComposer(document);
    if (focused !== undefined && document.hasFocus()) this.#enter(focused);
    if (this.#composer?.editor.isConnected) return;
    this.#composer = openComposer(document);
    this.#announce();
  }

  /** Opens or closes the session, as the policy and the page have it. */
  #settle(): void {
    const composer = this.#composer;
    const wanted =
      composer?.editor.isConnected === true && this.#policy.surfaces.includes(composer.surface);
    if (this.#session !== undefined && !(wanted && this.#session.composer === composer)) {
      this.#session.close();
    }
    if (!wanted || composer === undefined) return;
    this.#session ??= this.#openSession(composer);
  }

  #openSession(composer: Composer): Session {
    return new Session({
      composer,
      token: this.#token,
      questions: this.#questions,
      policy: () => this.#policy,
      say: (message) => this.#link.say(message),
      onHeld: (cause) => this.#onHeld(cause),
      onClosed: () => this.#onClosed(composer),
    });
  }

  #onClosed(composer: Composer): void {
    this.#session = undefined;
    this.#link.say({ kind: "closed" });
    if (composer !== this.#composer || composer.editor.isConnected) return;
    this.#composer = undefined;
    this.#focused = false;
    this.#link.relax();
  }

  #onOpen(): void {
    this.#announce();
    if (this.#session !== undefined) this.#questions.again();
  }

  #onMessage(message: ToComposer): void {
    if (message.kind === "policy") this.#onPolicy(message.policy);
    this.#session?.onMessage(message);
    // Last, so that whoever waited finds the session up to date.
    if (message.kind === "report") this.#questions.answer(message.seq, message.report);
    if (message.kind === "failed") this.#questions.fail(message.seq, message.reason);
  }

  #onPolicy(policy: Policy): void {
    this.#policy = policy;
    this.#settle();
    this.#session?.onPolicy();
    // Not paired, or nothing allowed: the worker is left to sleep.
    if (policy.surfaces.length === 0) this.#link.relax();
  }

  #onHeld(cause: HoldCause): void {
    chrome.runtime.sendMessage({ kind: "held", cause }).catch(() => this.leave());
  }

  /** Takes hands off this page for good: another script, or nobody, sees to it from here on. */
  leave(): void {
    this.#stop.abort();
    this.#link.close();
    this.#session?.live.clear();
    this.#session = undefined;
    this.#composer = undefined;
  }
}
