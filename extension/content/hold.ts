/**
 * Whether a press of Post goes through. Pure: everything it depends on comes in.
 *
 * A block holds every press until it is mended or waived. Review and warn hold once for each
 * finding. Private speech is never held. Where no report exists for exactly this text the press
 * waits, and where nothing can check it goes through.
 */
import { findingKey, type HoldCause } from "../wire/messages.ts";
import type { Report } from "../wire/shapes.ts";

export interface Press {
  /** The person's and the workspace's switch. */
  readonly holding: boolean;
  /** The report of exactly the text that would go out. */
  readonly report: Report | undefined;
  /** Whether something is there that could still report. */
  readonly checker: "working" | "dead";
  /** Whether a press of this text waited for a report already, in vain. */
  readonly lapsed: boolean;
  /** Keys of the findings that the person let pass with a reason. */
  readonly waived: ReadonlySet<string>;
  /** Keys of the findings for which a press was already held. */
  readonly shown: ReadonlySet<string>;
}

export type Decision = { readonly go: true } | { readonly go: false; readonly cause: HoldCause };

const go: Decision = { go: true };

export function decide(press: Press): Decision {
  if (!press.holding || press.checker === "dead") return go;
  if (press.report === undefined) return press.lapsed ? go : { go: false, cause: "waiting" };
  if (press.report.personal || press.report.protected) return go;
  const open = press.report.findings.filter((each) => !press.waived.has(findingKey(each)));
  if (open.some((each) => each.severity === "block")) return { go: false, cause: "block" };
  const unseen = open.some(
    (each) => each.severity !== "advise" && !press.shown.has(findingKey(each)),
  );
  return unseen ? { go: false, cause: "once" } : go;
}
