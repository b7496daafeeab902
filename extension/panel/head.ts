/** What stands above the findings: who, notices, the verdict. */
import type { View } from "../wire/view.ts";
import { words } from "../words/words.ts";
import { staleWarning } from "./age.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { brand, verdictGlyph } from "./glyphs.ts";
import { steps } from "./steps.ts";
import type { Verdict } from "./verdict.ts";

export function banner(workspace: string): Child[] {
  const name =
    workspace !== "" && h("span", { class: "quiet", "data-testid": "workspace" }, workspace);
  return [brand(), h("strong", {}, words("extensionName")), name];
}

export interface VerdictPart {
  readonly verdict: Verdict;
  /** Reading while typing is off: the person asks. */
  readonly checkNow: boolean;
  /** Where to try it, while no post is open; empty where that is not known. */
  readonly practice: string;
  /** Nothing was shared yet: trying it is the next step. */
  readonly newcomer: boolean;
}

export function verdictHead(desk: Desk, part: VerdictPart): Child[] {
  const { kind, head, more } = part.verdict;
  const check = (): void => void desk.run({ kind: "checkNow", tab: desk.tab() });
  return [
    verdictGlyph(kind),
    h(
      "div",
      { class: "stack tight" },
      h("h1", { "data-testid": "verdict-head", "data-verdict": kind, tabindex: "-1" }, head),
      h("p", { "data-testid": "verdict-more" }, more),
      part.checkNow &&
        h(
          "button",
          { class: "primary", "data-testid": "check-now", click: check },
          words("checkNow"),
        ),
      part.practice !== "" && tryIt(part),
    ),
  ];
}

/** The third step of the first run, and later a mere link. */
function tryIt({ practice, newcomer }: VerdictPart): HTMLElement {
  const given = { href: practice, target: "_blank", "data-testid": "practice" };
  if (!newcomer) return h("p", {}, h("a", given, words("practice")));
  return h(
    "div",
    { class: "stack tight" },
    steps(3),
    h("p", {}, words("practiceHow")),
    h("p", { class: "quiet" }, h("q", {}, words("practiceSentence"))),
    h("p", {}, h("a", { ...given, class: "button primary" }, words("practice"))),
  );
}

export type NoticesPart = Pick<View, "settings" | "checker" | "notice" | "storage" | "rules">;

/** What the person should know before anything else; calm days have none. */
export function notices(part: NoticesPart): Child[] {
  const { settings, checker, notice, storage } = part;
  const said = [
    settings?.regulated === true && words("modeRegulated"),
    settings?.per_person === true && words("modePerPerson"),
    settings?.mode.ending === true && words("modeEnding"),
    staleWarning(part),
    storage,
    checker,
    notice,
  ];
  return said
    .filter((each) => each !== false && each !== "")
    .map((each) => h("p", { class: "notice", "data-testid": "notice" }, each));
}
