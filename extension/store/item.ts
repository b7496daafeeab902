/**
 * One typed value in the browser's storage. What stands there may be of another hand or half
 * written: it never fails a reader. A value that does not parse is set aside, in full, and reads
 * as the empty one; of a list only those entries are set aside that do not parse.
 */
import { attempt, type Parse } from "../wire/parse.ts";
import type { Area } from "./area.ts";

export interface Item<T> {
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Reads, changes and writes with no other write of this item between; returns what it wrote. */
  update(change: (value: T) => T): Promise<T>;
}

/** Keeps a value that could not be read. */
export type SetAside = (key: string, damaged: unknown) => Promise<void>;

const forgotten: SetAside = async () => undefined;

export function openItem<T>(
  area: Area,
  key: string,
  parse: Parse<T>,
  empty: T,
  aside: SetAside = forgotten,
): Item<T> {
  return open({ area, key, aside, empty }, (raw) => {
    const value = attempt(boxed(parse), raw);
    return value === undefined ? { value: empty, damaged: raw } : value;
  });
}

export function openList<T>(
  area: Area,
  key: string,
  parse: Parse<T>,
  aside: SetAside = forgotten,
): Item<T[]> {
  return open<T[]>({ area, key, aside, empty: [] }, (raw) => {
    if (!Array.isArray(raw)) return { value: [], damaged: raw };
    const entries = raw.map((each: unknown) => ({ each, read: attempt(boxed(parse), each) }));
    const value = entries.flatMap(({ read }) => (read === undefined ? [] : [read.value]));
    const damaged = entries.filter(({ read }) => read === undefined).map(({ each }) => each);
    return damaged.length === 0 ? { value } : { value, damaged };
  });
}

/** `damaged` is absent where all could be read. */
interface Reading<T> {
  readonly value: T;
  readonly damaged?: unknown;
}

/** Tells a value that may itself be undefined or null from none. */
function boxed<T>(parse: Parse<T>): Parse<{ value: T }> {
  return (raw, path) => ({ value: parse(raw, path) });
}

interface Place<T> {
  readonly area: Area;
  readonly key: string;
  readonly empty: T;
  readonly aside: SetAside;
}

function open<T>(place: Place<T>, read: (raw: unknown) => Reading<T>): Item<T> {
  const { area, key, empty, aside } = place;
  let last: Promise<unknown> = Promise.resolve();
  // A failed write must not fail those that wait behind it.
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const look = async (): Promise<Reading<T>> => {
    const raw = (await area.get(key))[key];
    return raw === undefined ? { value: empty } : read(raw);
  };
  const update = (change: (value: T) => T): Promise<T> =>
    inTurn(async () => {
      const reading = await look();
      if ("damaged" in reading) await aside(key, reading.damaged);
      const value = change(reading.value);
      await area.set({ [key]: value });
      return value;
    });
  return {
    async get() {
      const reading = await look();
      return "damaged" in reading ? update((value) => value) : reading.value;
    },
    set: (value) => inTurn(() => area.set({ [key]: value })),
    update,
  };
}
