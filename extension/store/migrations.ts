/**
 * Brings stored values to the shape this version reads. Each step takes the store from its index
 * to the next; a step, once released, never changes.
 */
import type { Area } from "./area.ts";
import type { Item } from "./item.ts";

type Step = (local: Area) => Promise<void>;

const steps: readonly Step[] = [
  // 0 -> 1: the first shape; nothing to bring along.
  async () => {},
];

export async function migrate(local: Area, version: Item<number>): Promise<void> {
  const from = await version.get();
  for (const [at, step] of steps.entries()) {
    if (at < from) continue;
    await step(local);
    await version.set(at + 1);
  }
}
