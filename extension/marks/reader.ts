/**
 * Reads an editor again and again while somebody writes in it: only the blocks that were touched
 * are walked anew, so that a keystroke in a long article costs no more than one in a short post.
 */
import { isField } from "./field.ts";
import { type Reading, read } from "./reading.ts";
import { readBlock, type Section } from "./section.ts";

export interface Reader {
  /** The text as it stands, whatever happened to the editor a moment ago. */
  read(): Reading;
  close(): void;
}

const everything = { childList: true, characterData: true, subtree: true };

/** `onEdit` is told of every edit: typed, pasted, undone, or made by the editor itself. */
export function openReader(editor: HTMLElement, onEdit: () => void): Reader {
  const known = new WeakMap<Node, Section>();
  const forget = (records: readonly MutationRecord[]): void => {
    for (const record of records) forgetAround(known, editor, record);
  };
  // Quill undoes without an input event, and a field changes without a mutation.
  const edits = new MutationObserver((records) => {
    forget(records);
    onEdit();
  });
  if (!isField(editor)) edits.observe(editor, everything);
  editor.addEventListener("input", onEdit);
  return {
    read() {
      forget(edits.takeRecords());
      return read(editor, (block) => remembered(known, block));
    },
    close() {
      edits.disconnect();
      editor.removeEventListener("input", onEdit);
    },
  };
}

function remembered(known: WeakMap<Node, Section>, block: Node): Section {
  const section = known.get(block) ?? readBlock(block);
  known.set(block, section);
  return section;
}

/** A block may be changed while it is out of the document and come back: all on the way is forgotten. */
function forgetAround(known: WeakMap<Node, Section>, editor: Node, record: MutationRecord): void {
  for (const node of record.removedNodes) known.delete(node);
  for (let at: Node | null = record.target; at !== null && at !== editor; at = at.parentNode) {
    known.delete(at);
  }
}
