/**
 * Small parsers for data that comes from elsewhere: messages, storage, replies.
 *
 * A Parse returns the value or throws Malformed naming the path at which it does not fit. Unknown
 * keys are dropped, so that a newer sender can speak to an older reader.
 */
export type Parse<T> = (raw: unknown, path?: string) => T;

/** What a parser accepts. */
export type Parsed<P> = P extends Parse<infer T> ? T : never;

/** Data of another shape than agreed; the message names the path, never the data. */
export class Malformed extends Error {
  constructor(path: string, wanted: string) {
    super(`${path === "" ? "data" : path}: ${wanted} expected`);
    this.name = "Malformed";
  }
}

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);

export const text: Parse<string> = (raw, path = "") => {
  if (typeof raw !== "string") throw new Malformed(path, "text");
  return raw;
};

export const number: Parse<number> = (raw, path = "") => {
  if (typeof raw !== "number" || !Number.isFinite(raw)) throw new Malformed(path, "a number");
  return raw;
};

export const flag: Parse<boolean> = (raw, path = "") => {
  if (typeof raw !== "boolean") throw new Malformed(path, "true or false");
  return raw;
};

export function oneOf<const T extends string>(...words: readonly T[]): Parse<T> {
  return (raw, path = "") => {
    const found = words.find((word) => word === raw);
    if (found === undefined) throw new Malformed(path, words.join(" | "));
    return found;
  };
}

export function list<T>(of: Parse<T>): Parse<T[]> {
  return (raw, path = "") => {
    // Go writes an empty list that was never made as null.
    if (raw === null) return [];
    if (!Array.isArray(raw)) throw new Malformed(path, "a list");
    return raw.map((each, index) => of(each, `${path}[${index}]`));
  };
}

/** The value, or `fallback` where the key is absent or null. */
export function withDefault<T>(of: Parse<T>, fallback: T): Parse<T> {
  return (raw, path = "") => (raw === undefined || raw === null ? fallback : of(raw, path));
}

export function nullable<T>(of: Parse<T>): Parse<T | null> {
  return withDefault<T | null>(of, null);
}

type Shape = Record<string, Parse<unknown>>;
type Shaped<S extends Shape> = { [K in keyof S]: Parsed<S[K]> };

export function object<S extends Shape>(shape: S): Parse<Shaped<S>> {
  return (raw, path = "") => {
    if (!isRecord(raw)) throw new Malformed(path, "an object");
    const entries = Object.entries(shape).map(([key, parse]) => [
      key,
      parse(raw[key], path === "" ? key : `${path}.${key}`),
    ]);
    // The entries come from `shape` itself, key by key.
    return Object.fromEntries(entries) as Shaped<S>;
  };
}

type Variants = Record<string, Parse<object>>;
type Union<V extends Variants> = {
  [K in keyof V & string]: { kind: K } & Parsed<V[K]>;
}[keyof V & string];

/** A union told apart by `kind`. */
export function variants<V extends Variants>(of: V): Parse<Union<V>> {
  return (raw, path = "") => {
    if (!isRecord(raw)) throw new Malformed(path, "an object");
    const kind = text(raw["kind"], `${path}.kind`);
    const parse = Object.hasOwn(of, kind) ? of[kind] : undefined;
    if (parse === undefined) throw new Malformed(`${path}.kind`, Object.keys(of).join(" | "));
    // `kind` was found among the keys of `of`, and `parse` is its own parser.
    return { ...parse(raw, path), kind } as Union<V>;
  };
}

/** The parsed value, or undefined where the data does not fit. */
export function attempt<T>(parse: Parse<T>, raw: unknown): T | undefined {
  try {
    return parse(raw);
  } catch (err) {
    if (err instanceof Malformed) return undefined;
    throw err;
  }
}
