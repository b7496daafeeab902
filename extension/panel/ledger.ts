/**
 * Ledger entries as lines to read: entries that say the same become one line with their sum.
 * Entries come newest first, and so do the lines, each at its newest moment.
 */
import type { Standing } from "../wire/standing.ts";

type Entry = Standing["entries"][number];

export interface Line {
  readonly reason: string;
  readonly points: number;
  readonly times: number;
  readonly newestMs: number;
}

export function lines(entries: readonly Entry[]): Line[] {
  const byReason = new Map<string, Line>();
  for (const { reason, points, at_ms } of entries) {
    const known = byReason.get(reason);
    byReason.set(reason, {
      reason,
      points: (known?.points ?? 0) + points,
      times: (known?.times ?? 0) + 1,
      newestMs: Math.max(known?.newestMs ?? 0, at_ms),
    });
  }
  return [...byReason.values()];
}
