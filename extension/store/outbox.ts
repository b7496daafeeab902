/**
 * Facts on their way to the server. A fact leaves only after the server's receipt; until then it
 * survives restarts of the worker and of the browser. Sending twice is harmless: facts have ids.
 */
import type { Fact } from "../wire/shapes.ts";
import type { Receipt } from "../wire/types.gen.ts";
import type { Item } from "./item.ts";

/** One exchange takes so many (wire.MaxOutbox); the rest wait for the next. */
export const maxBatch = 200;

/** Offline for months, a device keeps the newest: 2,000 facts are about 400 kB. */
export const maxKept = 2000;

export interface Outbox {
  add(fact: Fact): Promise<void>;
  /** The oldest facts, as many as one exchange takes. */
  batch(): Promise<Fact[]>;
  /** Takes out every fact that has a receipt; returns the refused ones with the reason. */
  settle(receipts: readonly Receipt[]): Promise<Refused[]>;
}

export interface Refused {
  readonly fact: Fact;
  readonly reason: string;
}

export function openOutbox(item: Item<Fact[]>): Outbox {
  return {
    async add(fact) {
      await item.update((facts) =>
        facts.some((each) => each.id === fact.id) ? facts : [...facts, fact].slice(-maxKept),
      );
    },
    async batch() {
      return (await item.get()).slice(0, maxBatch);
    },
    async settle(receipts) {
      const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
      const refused: Refused[] = [];
      await item.update((facts) =>
        facts.filter((fact) => {
          const receipt = byId.get(fact.id);
          if (receipt?.status === "refused") refused.push({ fact, reason: receipt.reason ?? "" });
          return receipt === undefined;
        }),
      );
      return refused;
    },
  };
}
