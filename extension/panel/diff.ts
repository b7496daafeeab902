/** How one text differs from another, told by shape as well as by colour. */
import type { Change } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import { h } from "./dom.ts";

const tags = { keep: "span", missing: "ins", extra: "del" } as const;
/** Said aloud before the words; "keep" needs no word. */
const said = { keep: undefined, missing: "diffMissing", extra: "diffExtra" } as const;

/** Against an approved text: a plus is what to add, a minus what to leave out. */
export function diffOf(changes: readonly Change[]): HTMLElement | undefined {
  if (changes.length === 0) return undefined;
  return h(
    "p",
    { class: "diff", "data-testid": "finding-diff" },
    h("span", { class: "diff-head" }, words("diffHead")),
    ...pieces(changes),
  );
}

/** Underlined is what comes, struck through what goes. */
export function pieces(changes: readonly Change[]): (HTMLElement | string)[] {
  return changes.flatMap((change, at) => (at > 0 ? [" ", piece(change)] : [piece(change)]));
}

function piece({ op, text }: Change): HTMLElement {
  const key = said[op];
  return h(
    tags[op],
    { "data-op": op },
    key !== undefined && h("span", { class: "said" }, `${words(key)} `),
    text,
  );
}
