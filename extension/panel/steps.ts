/** How far the first run is: three steps, told in words and as dots. */
import { words } from "../words/words.ts";
import { h } from "./dom.ts";

const of = 3;

export function steps(at: number): HTMLElement {
  const dots = Array.from({ length: of }, (_, index) =>
    h("span", { class: index < at ? "dot done" : "dot" }),
  );
  return h(
    "p",
    { class: "steps quiet" },
    h("span", { class: "dots", "aria-hidden": "true" }, ...dots),
    words("step", at, of),
  );
}
