/** What stands above the findings: who, notices, the verdict, a held press; and below: the rules' age. */
import type { View } from "../wire/view.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { brand, verdictGlyph } from "./glyphs.ts";
import { openFindings, type Verdict, waivedKeys } from "./verdict.ts";
import { ago, counted, moment } from "./words.ts";

export function banner(workspace: string): Child[] {
  const name =
    workspace !== "" && h("span", { class: "quiet", "data-testid": "workspace" }, workspace);
  return [brand(), h("strong", {}, "Vouch"), name];
}

export interface VerdictPart {
  readonly verdict: Verdict;
  /** Reading while typing is off: the person asks. */
  readonly checkNow: boolean;
  /** Where to try it, while no post is open; empty where that is not known. */
  readonly practice: string;
}

export function verdictHead(desk: Desk, { verdict, checkNow, practice }: VerdictPart): Child[] {
  const { kind, head, more } = verdict;
  const check = (): void => void desk.run({ kind: "checkNow", tab: desk.tab() });
  return [
    verdictGlyph(kind),
    h(
      "div",
      {},
      h("h1", { "data-testid": "verdict-head", "data-verdict": kind }, head),
      h("p", { "data-testid": "verdict-more" }, more),
      practice !== "" &&
        h("p", {}, h("a", { href: practice, target: "_blank" }, "Try it on the practice page")),
    ),
    checkNow &&
      h("button", { class: "primary", "data-testid": "check-now", click: check }, "Check now"),
  ];
}

/** Person by person, regulated, in aggregate only: every device of the workspace says so. */
export function notices({
  settings,
  checker,
  notice = "",
}: Pick<View, "settings" | "checker"> & Partial<Pick<View, "notice">>): Child[] {
  const regulated =
    "Your company runs in regulated mode: which rule you let pass, and your reason, are recorded with your name.";
  const perPerson = "Your company sees shares and clicks by person.";
  const aggregate =
    "Your company counts in aggregate only: nobody but you sees what your own sharing did.";
  const ending = `${aggregate} An administrator asked to end this; a second has to agree.`;
  const mode = settings?.mode;
  const words = [
    mode?.aggregate === true && (mode.ending ? ending : aggregate),
    settings?.regulated === true && regulated,
    settings?.per_person === true && perPerson,
    checker !== "" && checker,
    notice !== "" && notice,
  ];
  return words
    .filter((each) => each !== false)
    .map((each) => h("p", { class: "notice", "data-testid": "notice" }, each));
}

/** Why Post did nothing, as long as that is still so. */
export function heldWords(view: View): string {
  const { tab } = view;
  if (tab === null || tab.held === null || tab.held === "waiting") return "";
  const open = tab.report === null ? [] : openFindings(tab.report, waivedKeys(view));
  const must = open.filter((each) => each.severity === "block");
  if (must.length > 0) {
    const excusable = must.every((each) => each.override) ? ", or give a reason," : "";
    const what = must.length === 1 ? "this" : "these";
    return `Your post has not gone out. Mend ${what}${excusable} and press Post again.`;
  }
  if (tab.held === "block") return "Nothing stands in the way any more. Press Post again.";
  if (open.length === 0) return "Nothing is left to look at. Press Post again.";
  return `Your post has not gone out yet. Look at ${counted(open.length, "finding")}, then press Post again: it will go through.`;
}

export function rulesLine(
  desk: Desk,
  view: Pick<View, "rules" | "synced_ms" | "offline">,
): Child[] {
  const { rules, synced_ms, offline } = view;
  const now = desk.now();
  const sync = (): void => void desk.run({ kind: "sync" }, "Up to date.");
  const which =
    rules === null
      ? "No rules yet."
      : `Rules of ${moment(rules.issued_ms, now)}, revision ${rules.revision}.`;
  const asked =
    offline === ""
      ? `Asked the server ${ago(now - synced_ms)}.`
      : `Last answer from the server ${synced_ms === 0 ? "never" : ago(now - synced_ms)}. ${offline}`;
  return [
    h("span", { "data-testid": "rules" }, which),
    " ",
    h("span", { "data-testid": "rules-age", class: offline === "" ? "" : "offline" }, asked),
    " ",
    h("button", { class: "link", "data-testid": "sync", click: sync }, "Ask now"),
  ];
}
