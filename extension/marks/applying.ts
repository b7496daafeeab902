/**
 * Puts text into an editor as if the author had typed it, so that the editor's own model and its
 * own Ctrl+Z know of it (a selection, then execCommand: the only way that every editor takes).
 */

import { outside } from "./atom.ts";
import { isField, selectInField } from "./field.ts";
import { rangeOf } from "./paint.ts";
import { type Place, placeAfter, placeBefore, type Reading, read } from "./reading.ts";
import { rewritten } from "./rewriting.ts";
import {
  edited,
  endsInLine,
  joined,
  type Replacement,
  rolled,
  type Span,
  trimmed,
  wholeLines,
} from "./spans.ts";

/** "changed": another text stands there than was judged. "untaken": the editor went its own way. */
export type Applied = "done" | "changed" | "untaken";

/**
 * Applies edits of `judged`, which must still be the editor's text; else nothing happens. One fix is one
 * step for Ctrl+Z, which brings back exactly what was.
 */
export async function applyEdits(
  editor: HTMLElement,
  judged: string,
  edits: readonly Replacement[],
): Promise<Applied> {
  const reading = read(editor);
  if (reading.text !== judged) return "changed";
  if (!make(editor, reading, edits)) return "untaken";
  // The editor reads its own document in a microtask.
  await settled();
  return same(read(editor).text, edited(judged, edits)) ? "done" : "untaken";
}

/**
 * Edits are made as one where nothing but text stands between them. Where a mention does, that would be
 * lost, they are made one after the other, and at once: the editor reads its document when all of them
 * stand there, and takes them for one change.
 *
 * In a shadow root, where Quill's own history does not work, the browser makes a step of each command,
 * and takes one back wrongly that ended at a line's start or left half a line to Quill. There whole lines
 * are put in place by one command, with what they hold; where they cannot be, nothing is done that
 * Ctrl+Z would not take back.
 */
function make(editor: HTMLElement, reading: Reading, edits: readonly Replacement[]): boolean {
  const { text } = reading;
  const whole = joined(text, edits);
  const plain = whole !== undefined && isPlain(reading, whole);
  const steps = plain ? [whole] : edits;
  if (whole === undefined || !isAlone(editor)) return change(editor, text, steps);
  const safe = steps.every((edit) => endsInLine(text, least(text, edit)));
  if (plain && safe) return change(editor, text, steps);
  const lines = wholeLines(text, whole);
  const html = rewritten(reading, lines, edits);
  if (html === undefined) return safe && change(editor, text, steps);
  return select(editor, lines) && editor.ownerDocument.execCommand("insertHTML", false, html);
}

/** Later edits are made first, so that earlier offsets stay true. */
function change(editor: HTMLElement, text: string, edits: readonly Replacement[]): boolean {
  return edits
    .map((edit) => least(text, edit))
    .filter(changes)
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .every((edit) => select(editor, edit) && type(editor, edit.text));
}

/** What has to be selected of an edit. */
const least = (text: string, edit: Replacement): Replacement => rolled(text, trimmed(text, edit));

/** Whether its editor cannot see its own selection, so that Ctrl+Z is the browser's. */
const isAlone = (editor: HTMLElement): boolean => editor.getRootNode() instanceof ShadowRoot;

/** Whether there is nothing but lines of text. */
function isPlain(reading: Reading, span: Span): boolean {
  const inside = rangeOf(reading, span)?.cloneContents().querySelectorAll("*") ?? [];
  return [...inside].every((each) => lines.has(each.nodeName));
}

/** Without a selection nothing may be deleted: the letter before the caret would go. */
const changes = (edit: Replacement): boolean => edit.start < edit.end || edit.text !== "";

const lines = new Set(["P", "DIV", "BR"]);

/** Appends `text` after an empty line, or puts it into an empty editor. */
export async function append(editor: HTMLElement, text: string): Promise<Applied> {
  const before = read(editor).text;
  const start = before.trimEnd().length;
  const lead = start === 0 ? "" : "\n\n";
  return applyEdits(editor, before, [{ start, end: before.length, text: lead + text }]);
}

/** Selects the words, or sets the caret where something is missing, and brings them into view. */
export function select(editor: HTMLElement, span: Span): boolean {
  if (isField(editor)) return selectInField(editor, span);
  const reading = read(editor);
  const [from, to] = ends(editor, reading, span);
  const selection = selectionOf(editor);
  if (from === undefined || to === undefined || selection === null) return false;
  editor.focus({ preventScroll: true });
  selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  reveal(rangeOf(reading, span)?.startContainer ?? from.node);
  return true;
}

function ends(
  editor: HTMLElement,
  reading: Reading,
  span: Span,
): [Place | undefined, Place | undefined] {
  const caret = { node: editor, offset: 0 };
  if (reading.sections.length === 0) return [caret, caret];
  const from = outside(editor, placeBefore(reading, span.start), "before");
  if (span.end === span.start) return [from, from];
  // A line's end belongs to what is replaced only if the selection reaches into the next line.
  const line = reading.text[span.end - 1] === "\n";
  const to = line ? placeBefore(reading, span.end) : placeAfter(reading, span.end);
  return [from, outside(editor, to, "after")];
}

function type(editor: HTMLElement, text: string): boolean {
  const page = editor.ownerDocument;
  return text === "" ? page.execCommand("delete") : page.execCommand("insertText", false, text);
}

/** In a shadow root Chromium keeps the selection with the root. */
export function selectionOf(editor: HTMLElement): Selection | null {
  const root: Node & { getSelection?: () => Selection | null } = editor.getRootNode();
  return root.getSelection?.() ?? editor.ownerDocument.getSelection();
}

function reveal(node: Node): void {
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: "nearest" });
}

/** Editors differ in how many empty lines they keep around an insertion; words must agree. */
function same(is: string, wanted: string): boolean {
  const squeeze = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
  return squeeze(is) === squeeze(wanted);
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
