/**
 * Whether what is being written is nearly what a colleague published this week. The draft's own
 * fingerprint is made and compared here; it leaves this device only as that of a post, once the post
 * is out for everybody to read.
 */
import { fromBase64 } from "../store/bytes.ts";
import type { Store } from "../store/store.ts";
import type { Desk } from "./desk.ts";
import type { Clock } from "./parts.ts";
import type { Tab } from "./tab.ts";

const dayMs = 86_400_000;

/** The server keeps a week, and the day after it. */
const keptMs = 8 * dayMs;

/** More posts than one person writes in a week. */
const maxKept = 100;

/** Held against the week: the draft of the tab, where it is one that everybody will read. */
export async function findNear(desk: Desk, tab: Tab): Promise<void> {
  const { surface } = tab.view;
  const open = surface === "post" || surface === "article";
  const found = open && tab.draft !== "" ? await compare(desk, tab.draft) : nothing;
  tab.print = found.print;
  const { count, days } = found;
  tab.view = { ...tab.view, near: count > 0 ? { count, days } : null };
}

const nothing = { print: "", count: 0, days: 0 };

async function compare({ store, checks, clock }: Desk, text: string) {
  const [published, own] = await Promise.all([store.published.get(), store.prints.get()]);
  const week = fromBase64(published.prints);
  const mine = packed(
    eitherOf(
      own.map((each) => each.print),
      unpacked(fromBase64(published.own)),
    ),
  );
  // A checker that cannot compare leaves the check itself alone.
  const found = await checks.near({ text, week, own: mine }).catch(() => undefined);
  if (found === undefined) return nothing;
  const since = Math.max(0, Math.floor(clock.now() / dayMs) - published.day);
  return { print: found.print, count: found.count, days: found.age + since };
}

/**
 * Posts of one's own as this device knows them and as the server tells them, which knows of other
 * devices, but not yet of what waits in the outbox: a post that both know is one.
 */
export function eitherOf(here: readonly string[], told: readonly string[]): string[] {
  const all = [...here];
  const known = new Map<string, number>();
  for (const print of here) known.set(print, (known.get(print) ?? 0) + 1);
  for (const print of told) {
    const left = known.get(print) ?? 0;
    if (left > 0) known.set(print, left - 1);
    else all.push(print);
  }
  return all;
}

/** What `packed` makes, read back. */
function unpacked(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, at) =>
    view
      .getBigUint64(8 * at, true)
      .toString(16)
      .padStart(16, "0"),
  );
}

/** 16 hex digits each, as 8 bytes, the lowest first. */
export function packed(prints: readonly string[]): Uint8Array {
  const all = new DataView(new ArrayBuffer(8 * prints.length));
  prints.forEach((print, at) => {
    all.setBigUint64(8 * at, BigInt(`0x${print}`), true);
  });
  return new Uint8Array(all.buffer);
}

/** A post is out: it is the person's own from now on. */
export async function keepOwn(store: Store, print: string, clock: Clock): Promise<void> {
  if (print === "") return;
  const now = clock.now();
  await store.prints.update((all) =>
    [...all.filter((each) => each.at_ms > now - keptMs), { print, at_ms: now }].slice(-maxKept),
  );
}
