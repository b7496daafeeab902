/**
 * Findings that the person let pass. A waiver holds for these words under this rule for a day, or
 * until a post with them is out; its reason stays on this device unless the workspace is
 * regulated, which the person sees.
 */
import type { Store } from "../store/store.ts";
import { findingKey } from "../wire/messages.ts";
import type { Finding, Report } from "../wire/shapes.ts";
import { emptyFact } from "./facts.ts";
import type { Clock } from "./parts.ts";

const lifeMs = 86_400_000;

export async function waivedKeys(store: Store, nowMs: number): Promise<string[]> {
  const waivers = await store.waivers.get();
  return waivers.filter((each) => each.at_ms + lifeMs > nowMs).map((each) => each.key);
}

export async function waive(store: Store, finding: Finding, reason: string, clock: Clock) {
  const key = findingKey(finding);
  const { rule, quote } = finding;
  const waiver = { key, rule, quote, reason, at_ms: clock.now() };
  await store.waivers.update((all) => [...all.filter((each) => each.key !== key), waiver]);
  const regulated = (await store.settings.get())?.regulated ?? false;
  const told = regulated ? reason : "";
  await store.outbox.add({ ...emptyFact("waived", clock), rule, reason: told });
}

export async function unwaive(store: Store, key: string): Promise<void> {
  await store.waivers.update((all) => all.filter((each) => each.key !== key));
}

/** A post is out: what was let pass in it has to be decided anew next time. */
export async function dropWaiversOf(store: Store, report: Report | null): Promise<void> {
  const keys = new Set(report?.findings.map(findingKey));
  await store.waivers.update((all) => all.filter((each) => !keys.has(each.key)));
}
