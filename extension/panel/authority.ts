/** On what a rule rests, how well that was looked up, and whom to ask. */
import type { Finding } from "../wire/shapes.ts";
import { civilDay } from "../words/times.ts";
import { words } from "../words/words.ts";
import { h } from "./dom.ts";

export function authority({ source, owner, rule }: Pick<Finding, "source" | "owner" | "rule">) {
  return h(
    "footer",
    { class: "quiet" },
    h("span", { "data-testid": "finding-source" }, sourceLink(source), howRead(source)),
    h("span", { title: rule, "data-testid": "finding-owner" }, owner === "" ? rule : ask(owner)),
  );
}

export function sourceLink({ title, url }: Finding["source"]): HTMLElement | string {
  if (!url.startsWith("https://")) return title;
  return h("a", { href: url, target: "_blank", rel: "noreferrer" }, title);
}

/** A rule from memory must not look like one from the regulator's page. */
export function howRead({ by, checked }: Finding["source"]): string {
  if (by === "background") return `, ${words("sourceUnread")}`;
  if (by === "secondary") {
    return `, ${checked === "" ? words("sourceSummary") : words("sourceSummaryDay", civilDay(checked))}`;
  }
  return checked === "" ? "" : `, ${words("sourceChecked", civilDay(checked))}`;
}

/** An address can be written to; a name is only said. */
function ask(owner: string): HTMLElement | string {
  if (!/^[^\s@]+@[^\s@]+$/.test(owner)) return words("ownerAsk", owner);
  return h("a", { href: `mailto:${owner}` }, words("ownerAsk", owner));
}
