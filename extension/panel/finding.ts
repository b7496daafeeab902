/** One finding: the words, what and why, on whose authority, and what can be done. */
import { findingKey } from "../wire/messages.ts";
import type { Finding, Fix } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import { act } from "./acting.ts";
import { authority } from "./authority.ts";
import type { Desk } from "./desk.ts";
import { diffOf, pieces } from "./diff.ts";
import { disputeForm } from "./dispute.ts";
import { h } from "./dom.ts";
import { findingGlyph } from "./glyphs.ts";
import { preview } from "./preview.ts";
import { kindWords } from "./words.ts";

export interface FindingCard {
  readonly finding: Finding;
  /** The reason with which the person let it pass, if they did. */
  readonly waived: string | undefined;
  readonly regulated: boolean;
}

export function findingCard(desk: Desk, card: FindingCard): HTMLElement {
  const { finding, waived } = card;
  const letPass = waived !== undefined;
  return h(
    "article",
    {
      class: `finding ${finding.severity}${finding.question ? " asks" : ""}${letPass ? " passed" : ""}`,
      "data-testid": "finding",
      "data-rule": finding.rule,
      "data-severity": finding.severity,
      "aria-label": `${kindWords(finding)}: ${finding.title}`,
      tabindex: "-1",
    },
    heading(desk, finding),
    h("h2", {}, finding.title),
    quoteOf(finding),
    h("p", { "data-testid": "finding-message" }, finding.message),
    diffOf(finding.diff),
    letPass ? passedBox(desk, finding, waived) : fixes(desk, finding),
    authority(finding),
    h("div", { class: "more" }, !letPass && override(desk, card), disputeForm(desk, card)),
  );
}

function heading(desk: Desk, finding: Finding): HTMLElement {
  return h(
    "header",
    {},
    findingGlyph(finding),
    h("span", { class: "severity" }, kindWords(finding)),
    h(
      "button",
      {
        class: "link",
        "data-testid": "show",
        click: () => void act(desk, finding, (at) => ({ kind: "show", ...at })),
      },
      words(finding.quote === "" ? "findingShowWhere" : "findingShow"),
    ),
  );
}

function quoteOf(finding: Finding): HTMLElement | undefined {
  if (finding.quote === "") return undefined;
  return h("q", { class: "quote", "data-testid": "finding-quote" }, finding.quote);
}

function fixes(desk: Desk, finding: Finding): HTMLElement {
  return h(
    "div",
    { class: "fixes" },
    ...finding.fixes.map((fix, at) => fixRow(desk, finding, fix, at)),
  );
}

function fixRow(desk: Desk, finding: Finding, fix: Fix, at: number): HTMLElement {
  const press = (): void => {
    void act(desk, finding, (where) => ({ kind: "fix", fix: at, ...where }), words("fixDone"));
  };
  const changes = preview(finding, fix);
  return h(
    "div",
    { class: "fix" },
    changes.length > 0 &&
      h("p", { class: "change", "data-testid": "fix-preview" }, ...pieces(changes)),
    h(
      "button",
      { class: at === 0 ? "primary" : "", "data-testid": "fix", click: press },
      fix.label,
    ),
  );
}

/** The way past a finding, where its rule knows one. */
function override(desk: Desk, { finding, regulated }: FindingCard): HTMLElement | undefined {
  if (finding.severity === "advise") return undefined;
  if (finding.override) return overrideForm(desk, finding, regulated);
  return finding.severity === "block"
    ? h("p", { class: "quiet" }, words("overrideNever"))
    : undefined;
}

function overrideForm(desk: Desk, finding: Finding, regulated: boolean): HTMLElement {
  const reason = h("textarea", { rows: "2", required: true, "data-testid": "override-reason" });
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = reason.value;
    void act(
      desk,
      finding,
      (at) => ({ kind: "waive", reason: given, ...at }),
      words("overrideDone"),
    );
  };
  return h(
    "details",
    { class: "override", "data-testid": "override" },
    h("summary", {}, words("overrideOpen")),
    h(
      "form",
      { class: "stack", submit },
      h("label", { class: "field" }, h("span", {}, words("overrideWhy")), reason),
      h("p", { class: "quiet" }, words(regulated ? "overrideKept" : "overrideStays")),
      h("button", { type: "submit", "data-testid": "override-save" }, words("overrideSave")),
    ),
  );
}

function passedBox(desk: Desk, finding: Finding, reason: string): HTMLElement {
  const key = findingKey(finding);
  const undo = (): void => void desk.run({ kind: "unwaive", tab: desk.tab(), key });
  return h(
    "p",
    { class: "passed-box", "data-testid": "waived" },
    h("span", {}, words("passed", reason)),
    " ",
    h("button", { class: "link", "data-testid": "unwaive", click: undo }, words("passedUndo")),
  );
}
