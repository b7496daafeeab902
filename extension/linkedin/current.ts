/**
 * The surfaces that are known now: those that ship, or those a workspace pushed. A content script
 * serves one page, so there is one of each; nothing else in this room keeps anything.
 */
import { Malformed } from "../wire/parse.ts";
import { type Known, knownOf } from "./known.ts";
import { readSurfaces, type Surfaces } from "./shape.ts";
import raw from "./surfaces.json";

const base: Surfaces = readSurfaces(raw);
export const shipped: Known = knownOf(base);

let known = shipped;

export const current = (): Known => known;

/**
 * Takes surfaces as they were pushed, or those that ship where there are none. Returns why they
 * cannot be taken, or "" when they are; then those that ship are in force.
 */
export function setSurfaces(pushed: unknown): string {
  known = shipped;
  if (pushed === undefined || pushed === null) return "";
  try {
    const found = knownOf(readSurfaces(pushed, base));
    for (const selector of selectorsOf(found)) document.createElement("p").matches(selector);
    known = found;
    return "";
  } catch (cause) {
    if (cause instanceof Malformed || cause instanceof DOMException) return cause.message;
    throw cause;
  }
}

/** Every selector, as the browser will be asked. */
function selectorsOf({ editors, roots, buttons, places }: Known): string[] {
  const inPlaces = Object.values(places).flatMap(({ structure, keys, dialog, icons, send }) => [
    ...[structure, keys, dialog, icons],
    ...[send.structure, send.keys, send.within],
  ]);
  const groups = [editors, roots, buttons].flatMap((group): string[] => Object.values(group));
  return [...groups, ...inPlaces].filter((each) => each !== "");
}
