/** The head of the panel: one sentence that says how the draft stands. */
import { findingKey } from "../wire/messages.ts";
import type { Finding, Report } from "../wire/shapes.ts";
import type { TabView, View } from "../wire/view.ts";
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
    return {
      kind: "failed",
      head: "Not checked",
      more: `${tab.reason} You can post all the same.`,
    };
  }
  if (tab.report === null) return notYet(view);
  if (tab.report.protected) {
    const more = "What you say here is yours by law: nothing is flagged and nothing is counted.";
    return { kind: "own", head: "Protected speech", more };
  }
  if (tab.report.personal) {
    const more = "This is not about your company, so no rule looks at it and nothing is counted.";
    return { kind: "own", head: "This one is yours", more };
  }
  return judged(openFindings(tab.report, waivedKeys(view)), tab.report);
}

function nothingOpen(tab: TabView | null): Verdict {
  if (tab !== null && tab.note !== "") return posted(tab.note);
  return {
    kind: "none",
    head: "No post open",
    more: "Start a post on LinkedIn and Vouch reads along.",
  };
}

const posted = (note: string): Verdict => ({ kind: "none", head: "Posted", more: note });

function notYet({ consent, tab }: View): Verdict {
  if (tab !== null && tab.note !== "") return posted(tab.note);
  if (consent?.reading ?? false) {
    return { kind: "none", head: "Ready", more: "Write. What needs a look will stand here." };
  }
  const more = "Reading while you type is off. Press “Check now” when you want to know.";
  return { kind: "none", head: "Ready when you are", more };
}

function judged(open: readonly Finding[], report: Report): Verdict {
  if (open.length === 0) {
    const let_pass = report.findings.length > 0;
    const more = let_pass
      ? "What is left, you let pass with a reason."
      : "No rule of your company speaks against it.";
    return { kind: "clear", head: "Fine to post", more };
  }
  const heads = {
    block: "Not ready to post",
    review: "Look again before you post",
    warn: "Nearly there",
    advise: "Fine to post",
  };
  const kind = worst(open);
  return { kind, head: heads[kind], more: tally([...open]) };
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
