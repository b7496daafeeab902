/**
 * Surfaces as data: which selectors and labels tell a place where somebody writes, and what sends
 * it. surfaces.json ships with the extension; a workspace may push another in its own sealed
 * bundle, whole or in part, to mend what a change of LinkedIn's pages broke. There is no logic in
 * it, and nothing it can say makes a comment or a message a post (see find.ts).
 *
 * shared/surfaces has the same shape in Go.
 */
import {
  list,
  Malformed,
  number,
  object,
  type Parse,
  type Parsed,
  text,
  withDefault,
} from "../wire/parse.ts";
import { isSelector } from "./selector.ts";

/** Of selectors, labels or addresses in one list: each is asked of every ancestor of an editor. */
const longestList = 24;
/** In UTF-16 units; the longest that ships has 46. */
const longestLabel = 80;
/** Of languages with labels in one place. */
const mostLanguages = 40;

const selector: Parse<string> = (raw, path = "") => {
  const found = text(raw, path);
  if (!isSelector(found)) throw new Malformed(path, "a plain selector");
  return found;
};

const label: Parse<string> = (raw, path = "") => {
  const found = text(raw, path);
  if (found.trim() === "" || found.length > longestLabel) throw new Malformed(path, "a label");
  return found;
};

const address: Parse<string> = (raw, path = "") => {
  const found = text(raw, path);
  if (!/^\/[\w/-]{1,60}$/.test(found)) throw new Malformed(path, "the start of a path");
  return found;
};

const some =
  <T>(of: Parse<T>): Parse<T[]> =>
  (raw, path = "") => {
    const found = list(of)(raw, path);
    if (found.length > longestList) throw new Malformed(path, `at most ${longestList}`);
    return found;
  };

const selectors = withDefault(some(selector), []);
const addresses = withDefault(some(address), []);

/** Labels by language (ISO 639-1, lower case). */
const labels: Parse<Readonly<Record<string, readonly string[]>>> = (raw, path = "") => {
  if (raw === undefined || raw === null) return {};
  if (typeof raw !== "object" || Array.isArray(raw))
    throw new Malformed(path, "labels by language");
  const entries = Object.entries(raw);
  if (entries.length > mostLanguages)
    throw new Malformed(path, `at most ${mostLanguages} languages`);
  return Object.fromEntries(
    entries.map(([language, found]) => {
      if (!/^[a-z]{2}$/.test(language)) throw new Malformed(path, "a language of two letters");
      return [language, some(label)(found, `${path}.${language}`)];
    }),
  );
};

const send = object({
  structure: selectors,
  keys: selectors,
  labels,
  /** Around the editor and its button; there the only button of text alone sends. */
  within: selectors,
});

const unsent = { structure: [], keys: [], labels: {}, within: [] };

const place = object({
  structure: selectors,
  keys: selectors,
  /** What the dialog around the editor holds. */
  dialog: selectors,
  icons: selectors,
  labels,
  /** Where keys and labels count; everywhere when empty. */
  only_on: addresses,
  address: addresses,
  send: withDefault(send, unsent),
});
export type PlaceData = Parsed<typeof place>;

const editors = object({
  rich: selectors,
  like: selectors,
  engines: selectors,
  fields: selectors,
  decoys: selectors,
  search: selectors,
  combobox: selectors,
  frames: addresses,
});

const roots = object({
  outlets: selectors,
  dialogs: selectors,
  cards: selectors,
  borders: selectors,
  server_driven: selectors,
});

const buttons = object({ any: selectors, graphics: selectors });

export const placeNames = [
  "announcement",
  "repost",
  "invitation",
  "inmail",
  "title",
  "headline",
  "about",
  "comment",
  "message",
  "postbox",
  "article",
] as const;
export type PlaceName = (typeof placeNames)[number];

/** Everything that is known of LinkedIn's pages. */
export interface Surfaces {
  readonly editors: Parsed<typeof editors>;
  readonly roots: Parsed<typeof roots>;
  readonly buttons: Parsed<typeof buttons>;
  readonly places: Readonly<Record<PlaceName, PlaceData>>;
}

const part = <T>(of: Parse<T>): Parse<T | undefined> => withDefault<T | undefined>(of, undefined);

/** The places that the data names; a name that this version does not know is passed over. */
const places: Parse<Partial<Record<PlaceName, PlaceData>>> = (raw, path = "") => {
  object({})(raw ?? {}, path);
  const found = Object(raw ?? {});
  return Object.fromEntries(
    placeNames
      .map((name) => [name, Reflect.get(found, name)] as const)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, place(each, `${path}.${name}`)]),
  );
};

const pushed = object({
  format: number,
  editors: part(editors),
  roots: part(roots),
  buttons: part(buttons),
  places,
});

/** The one format there is. */
const format = 1;

const nowhere: PlaceData = {
  structure: [],
  keys: [],
  dialog: [],
  icons: [],
  labels: {},
  only_on: [],
  address: [],
  send: unsent,
};

/** Reads surfaces; what they leave out is as in `base`. Throws Malformed with the place named. */
export function readSurfaces(raw: unknown, base?: Surfaces): Surfaces {
  const found = pushed(raw);
  if (found.format !== format) throw new Malformed("format", String(format));
  const full = placeNames.map((name) => [
    name,
    found.places[name] ?? base?.places[name] ?? nowhere,
  ]);
  return {
    editors: found.editors ?? base?.editors ?? editors({}),
    roots: found.roots ?? base?.roots ?? roots({}),
    buttons: found.buttons ?? base?.buttons ?? buttons({}),
    // One entry for each name, as made above.
    places: Object.fromEntries(full) as Record<PlaceName, PlaceData>,
  };
}
