/** One finding: the words, what and why, on whose authority, and what can be done. */
import { findingKey } from "../wire/messages.ts";
import type { Finding } from "../wire/shapes.ts";
import type { Desk } from "./desk.ts";
import { diffOf } from "./diff.ts";
import { h } from "./dom.ts";
import { findingGlyph } from "./glyphs.ts";
import { civilDay, kindWords } from "./words.ts";

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
    },
    heading(desk, finding),
    quoteOf(finding),
    h("h3", {}, finding.title),
    h("p", { "data-testid": "finding-message" }, finding.message),
    diffOf(finding.diff),
    letPass ? passedBox(desk, finding, waived) : remedies(desk, card),
    authority(finding),
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
      finding.quote === "" ? "Show where" : "Show in text",
    ),
  );
}

function quoteOf(finding: Finding): HTMLElement | undefined {
  if (finding.quote === "") return undefined;
  return h("q", { class: "quote", "data-testid": "finding-quote" }, finding.quote);
}

function remedies(desk: Desk, { finding, regulated }: FindingCard): HTMLElement {
  const fixes = finding.fixes.map((fix, at) =>
    h(
      "button",
      {
        class: at === 0 ? "primary" : "",
        "data-testid": "fix",
        click: () =>
          void act(
            desk,
            finding,
            (where) => ({ kind: "fix", fix: at, ...where }),
            "Changed. Ctrl+Z in the post takes it back.",
          ),
      },
      fix.label,
    ),
  );
  const box = h("div", { class: "remedies" }, ...fixes);
  if (finding.override && finding.severity !== "advise")
    box.append(override(desk, finding, regulated));
  else if (finding.severity === "block") {
    box.append(h("p", { class: "quiet" }, "This rule allows no exception."));
  }
  return box;
}

function override(desk: Desk, finding: Finding, regulated: boolean): HTMLElement {
  const reason = h("textarea", { rows: "2", required: true, "data-testid": "override-reason" });
  const where = regulated
    ? "Your company keeps the reason: it runs in regulated mode."
    : "The reason stays on this device.";
  const submit = (event: Event): void => {
    event.preventDefault();
    const words = reason.value;
    void act(desk, finding, (at) => ({ kind: "waive", reason: words, ...at }), "Let pass.");
  };
  return h(
    "details",
    { class: "override", "data-testid": "override" },
    h("summary", {}, "Post it as it is…"),
    h(
      "form",
      { class: "stack", submit },
      h("label", { class: "field" }, h("span", {}, "Why is it right here?"), reason),
      h("p", { class: "quiet" }, where),
      h("button", { type: "submit", "data-testid": "override-save" }, "Let it pass"),
    ),
  );
}

function passedBox(desk: Desk, finding: Finding, reason: string): HTMLElement {
  const key = findingKey(finding);
  const undo = (): void => void desk.run({ kind: "unwaive", tab: desk.tab(), key });
  return h(
    "p",
    { class: "passed-box", "data-testid": "waived" },
    `You let this pass: “${reason}” `,
    h("button", { class: "link", "data-testid": "unwaive", click: undo }, "Take back"),
  );
}

/** How the source was read: a rule from memory must not look like one from the regulator's page. */
function howRead({ by, checked }: Finding["source"]): string {
  const day = checked === "" ? "" : ` ${civilDay(checked)}`;
  switch (by) {
    case "background":
      return ", not looked up yet";
    case "secondary":
      return `, read in a summary${day}`;
    default:
      return day === "" ? "" : `, checked${day}`;
  }
}

function authority({ source, owner, rule }: Finding): HTMLElement {
  const link = source.url.startsWith("https://")
    ? h("a", { href: source.url, target: "_blank", rel: "noreferrer" }, source.title)
    : source.title;
  return h(
    "footer",
    { class: "quiet" },
    h("span", { "data-testid": "finding-source" }, link, howRead(source)),
    h(
      "span",
      { title: rule, "data-testid": "finding-owner" },
      owner === "" ? rule : `Ask ${owner}`,
    ),
  );
}

interface At {
  readonly tab: number;
  readonly seq: number;
  readonly finding: number;
}

type OnFinding = Extract<Parameters<Desk["run"]>[0], { finding: number }>;

/** A card outlives reports; the finding's place is looked up when it is acted on. */
async function act(
  desk: Desk,
  finding: Finding,
  command: (at: At) => OnFinding,
  done = "",
): Promise<void> {
  const { tab } = desk.view();
  const index = tab?.report?.findings.findIndex((each) => findingKey(each) === findingKey(finding));
  if (tab === null || index === undefined || index < 0) return desk.say("This finding has gone.");
  await desk.run(command({ tab: tab.tab, seq: tab.seq, finding: index }), done);
}
