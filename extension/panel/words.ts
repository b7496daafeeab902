/** How the panel says instants, ages and severities. */
import type { Finding, Report, SeverityName } from "../wire/shapes.ts";

export const severityWords: Record<SeverityName, string> = {
  block: "Must change",
  review: "Needs a second look",
  warn: "Take care",
  advise: "Consider",
};

/** A finding that asks claims nothing about the draft, so that it is called what it is. */
export function kindWords({ question, severity }: Pick<Finding, "question" | "severity">): string {
  return question ? "A question for you" : severityWords[severity];
}

/** "today 14:02", "yesterday 14:02", "3 Nov 14:02" */
export function moment(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const days = dayNumber(new Date(nowMs)) - dayNumber(at);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `yesterday ${time}`;
  return `${at.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${time}`;
}

/** "just now", "3 minutes ago", "2 hours ago", "5 days ago": whole units, rounded down. */
export function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${counted(minutes, "minute")} ago`;
  if (minutes < 48 * 60) return `${counted(Math.floor(minutes / 60), "hour")} ago`;
  return `${counted(Math.floor(minutes / (24 * 60)), "day")} ago`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "21 Nov 2026" of "2026-11-21"; anything else stays as it is. */
export function civilDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const how = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return at.toLocaleDateString("en-GB", how);
}

/** "1 must change, 2 to look at", without what was let pass. */
export function tally(open: Report["findings"]): string {
  const must = open.filter((each) => each.severity === "block").length;
  const rest = open.length - must;
  const parts = [must > 0 && `${must} must change`, rest > 0 && `${rest} to look at`];
  return parts.filter((part) => part !== false).join(", ");
}

/** Days since some day, in the reader's own time zone. */
function dayNumber(at: Date): number {
  return Math.floor((at.getTime() - at.getTimezoneOffset() * 60_000) / 86_400_000);
}
