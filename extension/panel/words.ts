/** How the panel calls findings. */
import type { Finding, Report, SeverityName } from "../wire/shapes.ts";
import { counted, type Key, words } from "../words/words.ts";

const severityKeys: Record<SeverityName, Key> = {
  block: "severityBlock",
  review: "severityReview",
  warn: "severityWarn",
  advise: "severityAdvise",
};

export const severityWords = (severity: SeverityName): string => words(severityKeys[severity]);

/** A finding that asks claims nothing about the draft, so that it is called what it is. */
export function kindWords({ question, severity }: Pick<Finding, "question" | "severity">): string {
  return question ? words("severityQuestion") : severityWords(severity);
}

/** "1 must change, 2 to look at", without what was let pass. */
export function tally(open: Report["findings"]): string {
  const must = open.filter((each) => each.severity === "block").length;
  const rest = open.length - must;
  const parts = [must > 0 && counted("tallyMust", must), rest > 0 && counted("tallyLook", rest)];
  return parts.filter((part) => part !== false).join(", ");
}
