/**
 * Whether a post is out: its editor was emptied or left the document soon after the press, and
 * not by the person's own hand. Either sign alone is wrong too often: a draft is discarded, a
 * press fails and the text is taken away afterwards, a dialog is built anew around its text.
 */
import { read } from "../marks/reading.ts";

export interface DepartureParts {
  readonly editor: HTMLElement;
  /** What was in it when it was sent. */
  readonly text: string;
  /** The editor of the page that holds this text, if one does. */
  holderOf(text: string): HTMLElement | undefined;
  /** Called at most once. */
  onOut(): void;
}

/** LinkedIn takes a few seconds for a post with media; a later change is the person's own. */
const windowMs = 15_000;
/** Fast enough for the panel's note, slow enough to cost nothing. */
const lookMs = 100;
/** A page that builds its dialog anew is done within half a second. */
const settleMs = 500;

const modal = 'dialog, [role="dialog"], [role="alertdialog"]';

/** `stop` ends the watch, as does the next press. */
export function watchDeparture(parts: DepartureParts): { stop(): void } {
  const watch = new Watch(parts);
  return { stop: () => watch.stop() };
}

class Watch {
  readonly #began = performance.now();
  readonly #ended = new AbortController();
  /** When the text was first gone; undefined while it stands. */
  #leftAt: number | undefined;

  #editor: HTMLElement;
  readonly #parts: DepartureParts;
  readonly #timer: ReturnType<typeof setInterval>;
  /** Whether the editor stands in a dialog, where a click or Escape may discard it. */
  readonly #inModal: boolean;

  constructor(parts: DepartureParts) {
    this.#parts = parts;
    this.#editor = parts.editor;
    this.#inModal = isInModal(parts.editor);
    this.#timer = setInterval(() => this.#look(), lookMs);
    // The press itself is still on its way: only what comes after it is another act.
    setTimeout(() => this.#listen(), 0);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#ended.abort();
  }

  #listen(): void {
    const options = { capture: true, signal: this.#ended.signal };
    for (const name of ["beforeinput", "keydown", "click"]) {
      window.addEventListener(name, (event) => this.#onAct(event), options);
    }
    // The page goes, and this script with it.
    window.addEventListener("pagehide", () => this.#look(0), options);
  }

  /** The person does something else. What stands then is theirs again. */
  #onAct(event: Event): void {
    if (!event.isTrusted || !this.#touches(event)) return;
    this.#look();
    if (this.#leftAt === undefined) this.stop();
  }

  #touches(event: Event): boolean {
    if (event.type === "click") return this.#inModal;
    if (event instanceof KeyboardEvent) {
      if (event.key === "Escape") return this.#inModal;
      if (!mayEdit(event)) return false;
    }
    return event.composedPath().includes(this.#editor);
  }

  #look(settle = settleMs): void {
    const now = performance.now();
    if (this.#leftAt === undefined && isGone(this.#editor)) this.#leftAt = now;
    if (this.#leftAt !== undefined && now - this.#leftAt >= settle) this.#settle();
    else if (now - this.#began > windowMs) this.stop();
  }

  #settle(): void {
    const { text, holderOf, onOut } = this.#parts;
    const holder = holderOf(text);
    if (holder === undefined) {
      this.stop();
      onOut();
      return;
    }
    this.#editor = holder;
    this.#leftAt = undefined;
  }
}

/** Keys by which an editor changes without a beforeinput event: its own undo, for one. */
function mayEdit(event: KeyboardEvent): boolean {
  if (event.key === "Backspace" || event.key === "Delete") return true;
  return event.key.length === 1 && (event.ctrlKey || event.metaKey);
}

function isGone(editor: HTMLElement): boolean {
  return !editor.isConnected || read(editor).text.trim() === "";
}

function isInModal(editor: HTMLElement): boolean {
  for (let at: Element | undefined = editor; at !== undefined; at = hostOf(at)) {
    if (at.closest(modal) !== null) return true;
  }
  return false;
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
