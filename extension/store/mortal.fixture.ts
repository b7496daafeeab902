/** A device that dies: its storage stays, everything that ran on it stops where it stood. */
import { type Area, memoryArea } from "./area.ts";

/** A step that a dying worker may not come back from: a read, a write, a question to the server. */
export interface Life {
  /** Does the work, unless this life ends before it or, the work being done, after it. */
  step<T>(work: () => Promise<T>): Promise<T>;
  /** Settles when this life has ended. */
  readonly ended: Promise<void>;
  /** Steps taken so far. */
  readonly steps: number;
}

/** A life that ends at step `last` (from 0): before its work, or after it and unheard. */
export function life(last: number, when: "before" | "after"): Life {
  let taken = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const never = new Promise<never>(() => undefined);
  return {
    ended,
    get steps() {
      return taken;
    },
    async step(work) {
      const at = taken++;
      if (at > last) return never;
      if (at < last) return work();
      if (when === "after") await work();
      end();
      return never;
    },
  };
}

/** One that nothing ends. */
export const longLife = (): Life => life(Number.POSITIVE_INFINITY, "before");

/** The same values, as this life sees them: every read and write is a step of it. */
export function mortalArea(values: Map<string, unknown>, { step }: Life): Area {
  const area = memoryArea(values);
  return {
    get: (keys) => step(() => area.get(keys)),
    set: (more) => step(() => area.set(more)),
    remove: (keys) => step(() => area.remove(keys)),
  };
}
