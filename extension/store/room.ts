/**
 * Makes room where the browser's storage is full (10 MB of storage.local). What can be fetched or
 * read elsewhere goes first, in this order: the log of what left, the stories, the oldest waivers.
 * Facts, rules, the pairing and the person's decisions are never given up: if they find no room,
 * the write fails with StorageFull.
 */
import type { Area } from "./area.ts";

/** What may be given up. */
export type Given = "sent" | "library" | "waivers";

export class StorageFull extends Error {
  constructor(cause: unknown) {
    super("The browser's storage is full.", { cause });
  }
}

/** Less of a value, or the value itself where nothing is left to give. */
type Shrink = (value: unknown) => unknown;

const half: Shrink = (value) =>
  Array.isArray(value) ? value.slice(0, Math.floor(value.length / 2)) : value;
const newerHalf: Shrink = (value) =>
  Array.isArray(value) ? value.slice(Math.ceil(value.length / 2)) : value;
const none: Shrink = (value) => (Array.isArray(value) ? [] : value);

/** The bytes go; which revision it was stays, so that it is not fetched again at once. */
const unloaded: Shrink = (value) =>
  typeof value === "object" && value !== null ? { ...value, base64: "" } : value;

/** The log is newest first, waivers are oldest first. */
const order: readonly (readonly [Given, Shrink])[] = [
  ["sent", half],
  ["sent", none],
  ["library", unloaded],
  ["waivers", newerHalf],
  ["waivers", none],
];

/** The area, which makes room for a write that finds none; `onGiven` hears what it took. */
export function roomy(area: Area, onGiven: (given: Given[]) => void): Area {
  const set = async (values: Record<string, unknown>): Promise<void> => {
    let write: Write = { values, gone: [], full: await refused(area, values) };
    for (const [key, shrink] of order) {
      if (write.full !== undefined) write = await giveUp(area, write, key, shrink);
    }
    if (write.gone.length > 0) onGiven([...new Set(write.gone)]);
    if (write.full !== undefined) throw new StorageFull(write.full);
  };
  return { get: (keys) => area.get(keys), remove: (keys) => area.remove(keys), set };
}

/** A write on its way; `full` is why there was no room, undefined once it is done. */
interface Write {
  readonly values: Record<string, unknown>;
  readonly gone: Given[];
  readonly full: unknown;
}

/** Gives up some of what stands under `key`, or is about to, and tries again. */
async function giveUp(area: Area, write: Write, key: Given, shrink: Shrink): Promise<Write> {
  const own = key in write.values;
  const held = own ? write.values[key] : (await area.get(key))[key];
  const less = shrink(held);
  if (!smaller(less, held)) return write;
  const values = own ? { ...write.values, [key]: less } : write.values;
  if (!own) await replace(area, key, less);
  return { values, gone: [...write.gone, key], full: await refused(area, values) };
}

/** Undefined where it was written; the cause where there was no room. */
async function refused(area: Area, values: Record<string, unknown>): Promise<unknown> {
  try {
    await area.set(values);
    return undefined;
  } catch (cause) {
    if (isFull(cause)) return cause;
    throw cause;
  }
}

/** Some browsers refuse even a smaller value while over the limit; removing always works. */
async function replace(area: Area, key: Given, less: unknown): Promise<void> {
  if ((await refused(area, { [key]: less })) !== undefined) await area.remove(key);
}

function smaller(less: unknown, held: unknown): boolean {
  return held !== undefined && JSON.stringify(less).length < JSON.stringify(held).length;
}

/** Chromium says QUOTA_BYTES, Firefox QuotaExceededError; a full disk says either or neither. */
export function isFull(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return /quota|disk.*full|no space|FILE_ERROR_NO_SPACE/i.test(`${cause.name} ${cause.message}`);
}
