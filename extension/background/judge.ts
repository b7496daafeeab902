/** Answers drafts: the newest of a tab, one at a time, so that a slow start piles nothing up. */
import { CheckerFailure } from "../wire/frames.ts";
import { words } from "../words/words.ts";
import { badge } from "./badge.ts";
import { NotReady } from "./checks.ts";
import type { Desk } from "./desk.ts";
import { type Draft, type Tab, tell } from "./tab.ts";
import { waivedKeys } from "./waivers.ts";

export async function judge(desk: Desk, tab: Tab, draft: Draft): Promise<void> {
  tab.waiting = draft;
  if (tab.judging) return;
  tab.judging = true;
  try {
    for (let next = take(tab); next !== undefined; next = take(tab)) await answer(desk, tab, next);
  } finally {
    tab.judging = false;
  }
}

function take(tab: Tab): Draft | undefined {
  const draft = tab.waiting;
  tab.waiting = undefined;
  return draft;
}

async function answer(desk: Desk, tab: Tab, draft: Draft): Promise<void> {
  const { epoch } = tab;
  const { seq, surface } = draft;
  const shown = { surface, seq, report: null, reason: "", note: "" };
  try {
    const report = await desk.checks.report(draft.text, surface, draft.static);
    const waived = await waivedKeys(desk.store, desk.clock.now());
    tell(tab, { kind: "report", seq, report, waived });
    if (tab.epoch !== epoch) return;
    tab.draft = report.personal ? "" : draft.text;
    tab.view = { ...tab.view, ...shown, state: "checked", report };
    badge(desk.tabs, tab, waived);
  } catch (cause) {
    const reason = reasonOf(cause);
    tell(tab, { kind: "failed", seq, reason });
    if (tab.epoch !== epoch) return;
    tab.view = { ...tab.view, ...shown, state: "failed", reason };
    badge(desk.tabs, tab, []);
  }
  desk.publishTab(tab);
}

function reasonOf(cause: unknown): string {
  if (cause instanceof NotReady || cause instanceof CheckerFailure) return cause.message;
  console.error("check failed", cause instanceof Error ? cause.name : "unknown");
  return words("workerNoChecker");
}
