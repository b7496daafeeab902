/** What went wrong with this device's storage, kept to be told and, where it was damage, looked at. */
import { number, object, oneOf, type Parsed, text } from "../wire/parse.ts";
import type { Item, SetAside } from "./item.ts";
import type { Given } from "./room.ts";

/** aside: what stood under `key` could not be read; given: it was given up to make room. */
export const trouble = object({
  at_ms: number,
  kind: oneOf("aside", "given"),
  key: text,
  json: text,
});
export type Trouble = Parsed<typeof trouble>;

/** Enough to tell of a bad day, little enough never to be the reason of the next. */
const maxTroubles = 10;
const maxJson = 32_768;

export function settingAside(troubles: Item<Trouble[]>, now: () => number): SetAside {
  return async (key, damaged) => {
    const json = JSON.stringify(damaged).slice(0, maxJson);
    const one: Trouble = { at_ms: now(), kind: "aside", key, json };
    // Where even this finds no room, going on matters more.
    await keep(troubles, one).catch(console.warn);
  };
}

export async function noteGiven(
  troubles: Item<Trouble[]>,
  given: readonly Given[],
  atMs: number,
): Promise<void> {
  for (const key of given) await keep(troubles, { at_ms: atMs, kind: "given", key, json: "" });
}

/** The newest of each kind and key, newest last. */
async function keep(troubles: Item<Trouble[]>, one: Trouble): Promise<void> {
  const same = (each: Trouble): boolean => each.kind === one.kind && each.key === one.key;
  await troubles.update((all) => [...all.filter((each) => !same(each)), one].slice(-maxTroubles));
}
