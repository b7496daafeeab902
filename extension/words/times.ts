/** How instants, days and ages are said. */
import { counted, locale, words } from "./words.ts";

/** "today 14:02", "yesterday 14:02", "3 Nov, 14:02" */
export function moment(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const time = at.toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
  const days = dayNumber(new Date(nowMs)) - dayNumber(at);
  if (days === 0) return words("momentToday", time);
  if (days === 1) return words("momentYesterday", time);
  return words("momentDay", shortDay(at), time);
}

/** "just now", "3 minutes ago", "2 hours ago", "5 days ago": whole units, rounded down. */
export function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return words("agoNow");
  if (minutes < 60) return counted("agoMinutes", minutes);
  if (minutes < 48 * 60) return counted("agoHours", Math.floor(minutes / 60));
  return counted("agoDays", Math.floor(minutes / (24 * 60)));
}

/** "21 Nov 2026" of "2026-11-21"; anything else stays as it is. */
export function civilDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const how = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return at.toLocaleDateString(locale(), how);
}

/** "November" of "2026-11"; anything else stays as it is. */
export function civilMonth(month: string): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return month;
  return at.toLocaleDateString(locale(), { month: "long", timeZone: "UTC" });
}

/** "3 Nov", in the reader's own time zone. */
export function shortDay(at: Date): string {
  return at.toLocaleDateString(locale(), { day: "numeric", month: "short" });
}

/** Days since some day, in the reader's own time zone. */
function dayNumber(at: Date): number {
  return Math.floor((at.getTime() - at.getTimezoneOffset() * 60_000) / 86_400_000);
}
