/** How a near copy of an approved text differs from it, told by shape as well as by colour. */
import type { Change } from "../wire/shapes.ts";
import { h } from "./dom.ts";

const tags = { keep: "span", missing: "ins", extra: "del" } as const;
/** Said aloud before the words; "keep" needs no word. */
const said = { keep: "", missing: "missing: ", extra: "not in it: " } as const;

/** Underlined with a plus is what to add, struck through with a minus what to leave out. */
export function diffOf(changes: readonly Change[]): HTMLElement | undefined {
  if (changes.length === 0) return undefined;
  const pieces = changes.flatMap((change, at) => [at > 0 && " ", piece(change)]);
  return h(
    "p",
    { class: "diff", "data-testid": "finding-diff" },
    h("span", { class: "diff-head" }, "Against the approved text: "),
    ...pieces,
  );
}

function piece({ op, text }: Change): HTMLElement {
  return h(
    tags[op],
    { "data-op": op },
    op !== "keep" && h("span", { class: "said" }, said[op]),
    text,
  );
}
