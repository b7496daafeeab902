/** The head of the panel: one sentence that says how the draft stands. */
import { findingKey } from "../wire/messages.ts";
import type { Finding, Report } from "../wire/shapes.ts";
import type { TabView, View } from "../wire/view.ts";
import { type Key, words } from "../words/words.ts";
import { tally } from "./words.ts";

export interface Verdict {
  readonly kind: "block" | "review" | "warn" | "advise" | "clear" | "own" | "none" | "failed";
  readonly head: string;
  readonly more: string;
}

/** Pure: the view in, words out. */
export function verdictOf(view: View): Verdict {
  const { tab } = view;
  if (tab === null || tab.state === "none") return nothingOpen(tab);
  if (tab.state === "failed") {
    const more = `${tab.reason} ${words("verdictFailedMore")}`;
    return { kind: "failed", head: words("verdictFailed"), more };
  }
  if (tab.report === null) return notYet(view);
  if (tab.report.protected) return told("own", "verdictProtected", "verdictProtectedMore");
  if (tab.report.personal) return told("own", "verdictOwn", "verdictOwnMore");
  return judged(openFindings(tab.report, waivedKeys(view)), tab.report);
}

const told = (kind: Verdict["kind"], head: Key, more: Key): Verdict => ({
  kind,
  head: words(head),
  more: words(more),
});

function nothingOpen(tab: TabView | null): Verdict {
  if (tab !== null && tab.note !== "") return posted(tab.note);
  return told("none", "verdictNone", "verdictNoneMore");
}

const posted = (note: string): Verdict => ({
  kind: "none",
  head: words("verdictPosted"),
  more: note,
});

function notYet({ consent, tab }: View): Verdict {
  if (tab !== null && tab.note !== "") return posted(tab.note);
  return consent?.reading
    ? told("none", "verdictReady", "verdictReadyMore")
    : told("none", "verdictAsk", "verdictAskMore");
}

const heads: Record<(typeof order)[number], Key> = {
  block: "verdictBlock",
  review: "verdictReview",
  warn: "verdictWarn",
  advise: "verdictClear",
};

function judged(open: readonly Finding[], report: Report): Verdict {
  if (open.length > 0) {
    const kind = worst(open);
    return { kind, head: words(heads[kind]), more: tally([...open]) };
  }
  const passed = report.findings.length > 0;
  return told("clear", "verdictClear", passed ? "verdictPassedMore" : "verdictClearMore");
}

const order = ["block", "review", "warn", "advise"] as const;

function worst(open: readonly Finding[]): (typeof order)[number] {
  return order.find((severity) => open.some((each) => each.severity === severity)) ?? "advise";
}

export function waivedKeys(view: View): ReadonlySet<string> {
  return new Set(view.waivers.map((each) => each.key));
}

export function openFindings(report: Report, waived: ReadonlySet<string>): Finding[] {
  return report.findings.filter((each) => !waived.has(findingKey(each)));
}
