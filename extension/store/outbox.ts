/**
 * Facts on their way to the server. A fact leaves only after the server's receipt; until then it
 * survives restarts of the worker and of the browser. Sending twice is harmless: facts have ids.
 * They are sent in the order in which they happened.
 */
import type { Fact } from "../wire/shapes.ts";
import type { Receipt } from "../wire/types.gen.ts";
import type { Item } from "./item.ts";

/** One exchange takes so many (wire.MaxOutbox); the rest wait for the next. */
export const maxBatch = 200;

/**
 * So many wait at most, some 2 MB: a person who shares ten times a day fills it in years without
 * a server. None is dropped for a newer one.
 */
export const maxKept = 10_000;

export class OutboxFull extends Error {
  constructor() {
    super("Too many events wait for the server.");
  }
}

export interface Outbox {
  /** Keeps all of them or, rejecting, none; one that is there already is not kept twice. */
  add(...facts: Fact[]): Promise<void>;
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
    async add(...facts) {
      if (facts.length > 0) await item.update((waiting) => queued(waiting, facts));
    },
    async batch() {
      return (await item.get()).slice(0, maxBatch);
    },
    async settle(receipts) {
      if (receipts.length === 0) return [];
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

function queued(waiting: Fact[], more: readonly Fact[]): Fact[] {
  const ids = new Set(waiting.map((each) => each.id));
  const all = [...waiting, ...more.filter((each) => !ids.has(each.id))];
  if (all.length > maxKept) throw new OutboxFull();
  return all;
}
