/**
 * Which editor an event belongs to. LinkedIn serves several generations of its pages at once, so
 * the question is asked of each editor, never of the page, and no single selector is trusted:
 * first whether it is an editor at all, then what for, from the surest sign to the weakest.
 */
import { closestAcross } from "./ancestors.ts";
import * as classic from "./classic.ts";
import type { Composer } from "./composer.ts";
import { interopRoot } from "./interop.ts";
import * as sdui from "./sdui.ts";

const editable = '[contenteditable="true"], [contenteditable="plaintext-only"]';
const editorLike = '[role="textbox"], .ql-editor, .ProseMirror';
const searchLike = '[role="combobox"], [role="searchbox"], [role="search"]';

/** The composer that an event happened in, if it happened in one. */
export function composerOf(event: Event): Composer | undefined {
  const [first] = event.composedPath();
  return first instanceof Element ? composerAt(first) : undefined;
}

/** The composer that holds the focus, through open roots. */
export function focusedComposer(page: Document): Composer | undefined {
  let at: Element | null = page.activeElement;
  while (at?.shadowRoot?.activeElement != null) at = at.shadowRoot.activeElement;
  return at === null ? undefined : composerAt(at);
}

/** A composer that stands open in the page, focused or not. */
export function openComposer(page: Document): Composer | undefined {
  const roots = [page, interopRoot(page)].filter((root) => root !== undefined);
  const editors = roots.flatMap((root) => [...root.querySelectorAll(editable)]);
  const found = editors.map(composerAt).filter((each) => each !== undefined);
  return focusedComposer(page) ?? found.find(({ editor }) => editor.getClientRects().length > 0);
}

/** The composer around an element. */
export function composerAt(element: Element): Composer | undefined {
  const editor = closestAcross(element, editable);
  if (editor === undefined || !isEditor(editor)) return undefined;
  return { editor, surface: surfaceOf(editor), part: "body", generation: generationOf(editor) };
}

function generationOf(editor: HTMLElement): Composer["generation"] {
  if (closestAcross(editor, "[data-vouch-practice]") !== undefined) return "practice";
  if (editor.getRootNode() instanceof ShadowRoot) return "interop";
  return editor.matches(".tiptap, [componentkey]") ? "sdui" : "classic";
}

function isEditor(editor: HTMLElement): boolean {
  if (!editor.matches(editorLike) || editor.matches(classic.clipboard)) return false;
  if (closestAcross(editor, searchLike) !== undefined) return false;
  return !isPreloaded(editor.ownerDocument);
}

/** The hidden /preload/ frame holds a decoy of the share dialog. */
function isPreloaded(page: Document): boolean {
  const view = page.defaultView;
  return view !== null && view !== view.top && page.location.pathname.startsWith("/preload/");
}

function surfaceOf(editor: HTMLElement): Composer["surface"] {
  const within = (selector: string): boolean => closestAcross(editor, selector) !== undefined;
  const path = editor.ownerDocument.location.pathname;
  if (within(sdui.shareDialog) || within(classic.shareBox)) return "post";
  if (within(classic.commentBox) || within(sdui.commentBox)) return "comment";
  if (editor.getAttribute("aria-label")?.startsWith(sdui.commentLabel)) return "comment";
  if (within(classic.messageBox) || path.startsWith("/messaging")) return "message";
  if (path.startsWith("/article/")) return "article";
  return "post";
}
