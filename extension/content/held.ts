/**
 * Tells that a press of Post was held. The worker must hear of it within the press, for only then
 * may it open the panel; the panel's alert has the whole reason, and a screen reader hears the
 * short one at once.
 */

import type { HoldCause } from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";
import { severities } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import { announce } from "./voice.ts";

export function sayHeld(
  cause: HoldCause,
  report: Report | undefined,
  onOrphaned: () => void,
): void {
  try {
    chrome.runtime.sendMessage({ kind: "held", cause }).catch(onOrphaned);
  } catch {
    onOrphaned();
    return;
  }
  announce(document, spoken(cause, report));
}

/** A press that only waits says nothing: most waits end before the sentence would. */
function spoken(cause: HoldCause, report: Report | undefined): string {
  if (cause === "waiting") return "";
  if (cause === "again") return words("spokenAgain");
  return words(cause === "block" ? "spokenBlock" : "spokenOnce", worst(report));
}

/** What the gravest finding is about. */
function worst(report: Report | undefined): string {
  const gravity = (severity: (typeof severities)[number]): number => severities.indexOf(severity);
  const graver = report?.findings.toSorted((a, b) => gravity(b.severity) - gravity(a.severity));
  return graver?.[0]?.title ?? "";
}
