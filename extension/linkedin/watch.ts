/**
 * Composers that come without a focus: those that were open before we were, those in a root that
 * appears later or whose host is replaced, and the editor that takes a placeholder's place.
 *
 * Only what is added is looked at, once a frame, so that a feed of hundreds of posts costs what its
 * new posts cost, and moving about in it nothing.
 */
import type { Composer } from "./composer.ts";
import { current } from "./current.ts";
import { all, allIn, matches, openRootOf } from "./dom.ts";
import { composerAt } from "./find.ts";

/** Names every composer that appears, again if it appears again; until the returned stop. */
export function watchComposers(page: Document, found: (composer: Composer) => void): () => void {
  const watch = new Watch(found);
  watch.begin(page);
  return () => watch.stop();
}

class Watch {
  readonly #found: (composer: Composer) => void;
  readonly #observer = new MutationObserver((records) => this.#onChange(records));
  readonly #hosts = new Set<Element>();
  readonly #roots = new WeakSet<ShadowRoot>();
  readonly #added = new Set<Element>();
  #frame: number | undefined;

  constructor(found: (composer: Composer) => void) {
    this.#found = found;
  }

  begin(page: Document): void {
    this.#observe(page);
    for (const host of allIn(page, current().roots.outlets)) this.#hosts.add(host);
    this.#enterRoots();
  }

  stop(): void {
    this.#observer.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #observe(root: Document | ShadowRoot): void {
    const attributeFilter = ["contenteditable", "open"];
    this.#observer.observe(root, { childList: true, subtree: true, attributeFilter });
  }

  #onChange(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes } of records) {
      const changed = type === "attributes" ? [target] : addedNodes;
      for (const node of changed) if (node instanceof Element) this.#added.add(node);
    }
    if (this.#added.size === 0) return;
    this.#frame ??= requestAnimationFrame(() => this.#look());
  }

  #look(): void {
    this.#frame = undefined;
    const added = [...this.#added].filter((each) => each.isConnected);
    this.#added.clear();
    const { outlets } = current().roots;
    for (const each of added) for (const host of within(each, outlets)) this.#hosts.add(host);
    this.#enterRoots();
    const { rich, fields } = current().editors;
    const candidates = added.flatMap((each) => [...within(each, rich), ...within(each, fields)]);
    for (const each of new Set(candidates)) this.#name(each);
  }

  /** A host exists before its root does, and nothing tells when it gets one. */
  #enterRoots(): void {
    for (const host of this.#hosts) {
      const root = openRootOf(host);
      if (!host.isConnected) this.#hosts.delete(host);
      if (root === undefined || this.#roots.has(root)) continue;
      this.#roots.add(root);
      this.#observe(root);
      for (const editor of allIn(root, current().editors.rich)) this.#name(editor);
    }
  }

  #name(editor: Element): void {
    const composer = composerAt(editor);
    if (composer?.editor === editor) this.#found(composer);
  }
}

const within = (element: Element, selector: string): Element[] =>
  matches(element, selector) ? [element, ...all(element, selector)] : all(element, selector);
