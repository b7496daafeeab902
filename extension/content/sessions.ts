/**
 * The sessions of a page: several composers may stand open at once (a post, a comment, a message),
 * and each keeps its own. Exactly one, the last that had the focus, is asked about and shown in the
 * panel.
 */
import type { Composer } from "../linkedin/composer.ts";
import { read } from "../marks/reading.ts";
import type { HoldCause } from "../wire/messages.ts";
import type { Session } from "./session.ts";

export class Sessions {
  readonly #all = new Map<HTMLElement, Session>();
  #current: HTMLElement | undefined;
  #observer: MutationObserver | undefined;

  get current(): Session | undefined {
    return this.#current && this.#all.get(this.#current);
  }

  get empty(): boolean {
    return this.#all.size === 0;
  }

  isCurrent(session: Session): boolean {
    return this.#current === session.composer.editor;
  }

  /** The composer that the person turned to has its session in front, made by `open` if need be. */
  turnTo(composer: Composer, open: (composer: Composer) => Session): void {
    const { editor } = composer;
    if (this.#current === editor && this.#all.has(editor)) return;
    this.#current = editor;
    const known = this.#all.get(editor);
    if (known !== undefined) {
      // Another composer was asked about since; the panel shows this one again.
      known.live.recheck();
      return;
    }
    this.#watch(editor);
    this.#all.set(editor, open(composer));
  }

  drop(session: Session): void {
    this.#all.delete(session.composer.editor);
    if (this.isCurrent(session)) this.#current = undefined;
    if (this.empty) {
      this.#observer?.disconnect();
      this.#observer = undefined;
    }
  }

  /** Ends every session for which `keep` does not hold. */
  closeUnless(keep: (session: Session) => boolean): void {
    for (const session of [...this.#all.values()]) {
      if (!keep(session)) session.close();
    }
  }

  each(act: (session: Session) => void): void {
    for (const session of [...this.#all.values()]) act(session);
  }

  /** A press may send several composers at once: one that is held holds them all. */
  press(event: Event): void {
    const pressed = [...this.#all.values()].filter((session) => session.meets(event));
    const held = gravest(pressed);
    const others = pressed.filter((session) => session !== held?.session);
    const letGoOthers = (): void => {
      for (const { presses } of others) presses.letGo();
    };
    if (held === undefined) letGoOthers();
    else held.session.presses.hold(event, held.cause, letGoOthers);
  }

  /** The editor that holds exactly this text. */
  holderOf(text: string): HTMLElement | undefined {
    return [...this.#all.keys()].find((each) => each.isConnected && read(each).text === text);
  }

  /** An editor leaves with its dialog, and a dialog with the host of its root. */
  #watch(editor: HTMLElement): void {
    this.#observer ??= new MutationObserver(() => {
      this.closeUnless((session) => session.composer.editor.isConnected);
    });
    const tree = { childList: true, subtree: true };
    this.#observer.observe(editor.ownerDocument, tree);
    this.#observer.observe(editor.getRootNode(), tree);
  }
}

/** Who holds a press: one that knows why before one that waits to know. */
function gravest(pressed: readonly Session[]): { session: Session; cause: HoldCause } | undefined {
  const held = pressed.flatMap((session) => {
    const { cause } = session.presses;
    return cause === undefined ? [] : [{ session, cause }];
  });
  return held.find(({ cause }) => cause !== "waiting") ?? held[0];
}
