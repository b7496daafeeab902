import type { Parse } from "../wire/parse.ts";
import { Malformed } from "../wire/parse.ts";
import type { Area } from "./area.ts";

/** One typed value in the browser's storage. */
export interface Item<T> {
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Reads, changes and writes with no other update of this item between; returns what it wrote. */
  update(change: (value: T) => T): Promise<T>;
}

/** What does not parse (an older or a damaged value) reads as `empty`, never as an error. */
export function openItem<T>(area: Area, key: string, parse: Parse<T>, empty: T): Item<T> {
  let last: Promise<unknown> = Promise.resolve();
  const get = async (): Promise<T> => {
    const raw = (await area.get(key))[key];
    return raw === undefined ? empty : readOr(parse, raw, empty);
  };
  const set = (value: T): Promise<void> => area.set({ [key]: value });
  const update = (change: (value: T) => T): Promise<T> => {
    const next = last.then(async () => {
      const value = change(await get());
      await set(value);
      return value;
    });
    // A failed update must not fail those that wait behind it.
    last = next.catch(() => undefined);
    return next;
  };
  return { get, set, update };
}

function readOr<T>(parse: Parse<T>, raw: unknown, empty: T): T {
  try {
    return parse(raw);
  } catch (err) {
    if (err instanceof Malformed) return empty;
    throw err;
  }
}
