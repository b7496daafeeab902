/**
 * Brings stored values to the shape this version reads. Each step takes the store from its index
 * to the next; a step, once released, never changes.
 *
 * A step only says what it reads and what to write instead. That and the new version are written
 * at once, so a worker killed at any moment leaves the store before the step or after it; and a
 * step that is taken again, by a store that lost its version, changes nothing more.
 */
import type { Area } from "./area.ts";

interface Step {
  readonly reads: readonly string[];
  /** From what is there to what is to be written; a key that is not named stays. */
  change(held: Record<string, unknown>): Record<string, unknown>;
}

const steps: readonly Step[] = [
  // 0 -> 1: the first shape; nothing to bring along.
  { reads: [], change: () => ({}) },
  // 1 -> 2: rules have an age. Its count begins at the last answer that is known of.
  {
    reads: ["synced", "rules", "unconfirmed"],
    change: ({ synced, rules, unconfirmed }) =>
      rules === undefined || unconfirmed !== undefined
        ? {}
        : {
            unconfirmed: {
              passed_ms: 0,
              seen_ms: latest(field(synced, "at_ms"), field(rules, "received_ms")),
            },
          },
  },
];

/** The version of the shape that this program writes. */
export const storeVersion = steps.length;

/** The store was written by a newer version of the extension; nothing in it was changed. */
export class NewerStore extends Error {
  readonly version: number;
  constructor(version: number) {
    super(`the store is of version ${version}, this program knows ${storeVersion}`);
    this.version = version;
  }
}

export async function migrate(local: Area): Promise<void> {
  const { version } = await local.get("version");
  const from = versionOf(version);
  if (from > storeVersion) throw new NewerStore(from);
  for (const [at, { reads, change }] of steps.entries()) {
    if (at < from) continue;
    const held = await local.get([...reads]);
    await local.set({ ...change(held), version: at + 1 });
  }
}

/** Every step may be taken again, so that a version that cannot be read is the oldest. */
function versionOf(raw: unknown): number {
  return typeof raw === "number" && Number.isInteger(raw) && raw > 0 ? raw : 0;
}

function field(raw: unknown, name: string): number {
  const value: unknown = typeof raw === "object" && raw !== null ? Reflect.get(raw, name) : 0;
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

const latest = (a: number, b: number): number => Math.max(a, b);
