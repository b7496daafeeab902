/** The page: which composer is the person's, and what the page and the worker have to say to it. */

import type { Composer } from "../linkedin/composer.ts";
import { openComposer } from "../linkedin/find.ts";
import { isSeen } from "../linkedin/frame.ts";
import { openPalette, type Palette } from "../marks/paint.ts";
import { read } from "../marks/reading.ts";
import {
  composerPort,
  done,
  type HoldCause,
  noPolicy,
  type Outcome,
  type Policy,
  type ToComposer,
  type ToTab,
} from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";
import { Attention } from "./attention.ts";
import { perform } from "./commands.ts";
import { sayHeld } from "./held.ts";
import { Link } from "./link.ts";
import { listen } from "./listening.ts";
import { Lookout } from "./lookout.ts";
import { Owed } from "./owed.ts";
import { Questions } from "./questions.ts";
import { Session } from "./session.ts";
import { Sessions } from "./sessions.ts";
import { Surfacing } from "./surfacing.ts";

export class Page {
  #policy: Policy = noPolicy;

  readonly #sessions = new Sessions();
  readonly #link: Link;
  readonly #attention: Attention;
  readonly #owed = new Owed((out) => this.#link.say(out));
  readonly #questions: Questions;
  readonly #palette: Palette;
  readonly #stop = new AbortController();
  readonly #lookout: Lookout;
  readonly #surfacing = new Surfacing(() => this.#lookout.anew());

  /** `first` is what the person did before this script listened. */
  constructor(token: string, first?: Event) {
    this.#palette = openPalette(token);
    this.#link = new Link({
      connect: () => chrome.runtime.connect({ name: composerPort }),
      onMessage: (message) => this.#onMessage(message),
      onOpen: () => this.#onOpen(),
      owing: () => this.#owed.any,
      onOrphaned: () => this.leave(),
    });
    this.#attention = new Attention(this.#link);
    this.#lookout = new Lookout({
      attention: this.#attention,
      surfaces: () => this.#policy.surfaces,
      onLooked: () => this.#settle(),
    });
    this.#questions = new Questions((question) => this.#link.say({ kind: "draft", ...question }));
    this.#listen(first);
    // An update comes while somebody writes: they need not do anything for it.
    this.#lookout.anew();
  }

  /** A message from the worker that wants an answer. */
  async onAsked(message: ToTab): Promise<Outcome> {
    if (message.kind === "surfaces") this.#surfacing.take(message);
    if (message.kind === "policy") this.#onPolicy(message.policy);
    this.#lookout.again();
    // A new worker knows nothing of what stands here, and a panel asks it.
    if (message.kind === "policy") this.#attention.announce();
    const isTold = message.kind === "policy" || message.kind === "surfaces";
    return isTold ? done : perform(this.#sessions.current, message);
  }

  #listen(first: Event | undefined): void {
    listen({
      first,
      signal: this.#stop.signal,
      onEnter: (composer, isWritten) => {
        if (isWritten) this.#surfacing.onWriting(composer !== undefined);
        if (composer !== undefined) this.#lookout.enter(composer);
      },
      onLeave: () => this.#attention.leave(),
      onPress: (event) => this.#onPress(event),
      onAppear: () => this.#lookout.appear(),
    });
  }

  #onPress(event: Event): void {
    if (this.#sessions.empty && event.type === "click") this.#lookout.again();
    this.#sessions.press(event);
  }

  /** Opens or closes sessions, as the policy and the page have it. */
  #settle(): void {
    this.#sessions.closeUnless(({ composer }) => this.#wants(composer));
    const composer = this.#attention.composer;
    if (composer === undefined || !this.#wants(composer)) return;
    const before = this.#sessions.current;
    if (before !== undefined && before.composer.editor !== composer.editor) {
      this.#link.say({ kind: "stale" });
    }
    this.#sessions.turnTo(composer, () => this.#openSession(composer));
  }

  /** In a frame that has gone out of sight nothing is read any more. */
  get #allowed(): Policy {
    return isSeen() ? this.#policy : noPolicy;
  }

  #wants({ editor, surface }: Composer): boolean {
    return editor.isConnected && this.#allowed.surfaces.includes(surface);
  }

  #openSession(composer: Composer): Session {
    return new Session({
      composer,
      palette: this.#palette,
      questions: this.#questions,
      policy: () => this.#allowed,
      current: (session) => this.#sessions.isCurrent(session),
      say: (message) =>
        message.kind === "out" ? this.#owed.say(message) : this.#link.say(message),
      onHeld: (session, cause, report) => this.#onHeld(session, cause, report),
      holderOf: (text) => this.#holderOf(text),
      onClosed: (session) => this.#onClosed(session),
    });
  }

  #onHeld(session: Session, cause: HoldCause, report: Report | undefined): void {
    sayHeld(cause, report, () => this.leave());
    this.#attention.announce();
    if (this.#sessions.isCurrent(session)) return;
    // The panel shows the composer that stands in the way.
    this.#attention.composer = session.composer;
    this.#sessions.turnTo(session.composer, () => session);
  }

  /** The editor that holds this text, known or built anew since. */
  #holderOf(text: string): HTMLElement | undefined {
    const known = this.#sessions.holderOf(text);
    if (known !== undefined) return known;
    const open = openComposer(document);
    if (open === undefined || !this.#wants(open)) return undefined;
    return read(open.editor).text === text ? open.editor : undefined;
  }

  #onClosed(session: Session): void {
    const wasCurrent = this.#sessions.isCurrent(session);
    this.#sessions.drop(session);
    if (!wasCurrent) return;
    this.#link.say({ kind: "closed" });
    if (session.composer.editor.isConnected) return;
    this.#attention.lose();
    this.#lookout.soon();
  }

  #onOpen(): void {
    this.#attention.announce();
    this.#owed.again();
    if (!this.#sessions.empty) this.#questions.again();
  }

  #onMessage(message: ToComposer): void {
    if (message.kind === "policy") this.#onPolicy(message.policy);
    if (message.kind === "kept") this.#owed.kept(message.id);
    this.#sessions.each((session) => session.onMessage(message));
    // Last, so that whoever waited finds the session up to date.
    if (message.kind === "report") this.#questions.answer(message.seq, message.report);
    if (message.kind === "failed") this.#questions.fail(message.seq, message.reason);
  }

  #onPolicy(policy: Policy): void {
    this.#policy = policy;
    this.#settle();
    this.#sessions.each((session) => session.onPolicy());
    // Not paired, or nothing allowed: the worker is left to sleep.
    if (policy.surfaces.length === 0) this.#link.relax();
  }

  /** Takes hands off this page for good: another script, or nobody, sees to it from here on. */
  leave(): void {
    this.#stop.abort();
    this.#attention.composer = undefined;
    this.#policy = noPolicy;
    this.#sessions.closeUnless(() => false);
    this.#link.close();
  }
}
