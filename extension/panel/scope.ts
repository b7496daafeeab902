/** Whom a rule concerns, in words. */
import type { BookRule } from "../wire/questions.ts";
import { type Key, locale, words } from "../words/words.ts";

/** "Does not apply to you now. Only in Austria or Germany." Empty where it concerns everybody. */
export function scopeWords({ mine, only }: Pick<BookRule, "mine" | "only">): string {
  const rows = only.map((row) => rowWords(row.map(readOne)));
  return (mine ? rows : [words("scopeTheirs"), ...rows]).join(" ");
}

interface Circumstance {
  readonly not: boolean;
  readonly key: string;
  /** Empty of a fact. */
  readonly value: string;
}

/** Reads "country=DE", and "!paused". */
function readOne(written: string): Circumstance {
  const not = written.startsWith("!");
  const [key = "", ...value] = written.slice(not ? 1 : 0).split("=");
  return { not, key, value: value.join("=") };
}

/** One of these must be so. */
function rowWords(row: readonly Circumstance[]): string {
  const [first] = row;
  if (first?.not && row.length === 1) return words("scopeExcept", sameWords([first]));
  const said = kindsOf(row).map((kind) =>
    kind[0]?.not ? words("scopeNot", sameWords(kind)) : sameWords(kind),
  );
  return words("scopeOnly", eitherOf(said));
}

/** In the order in which the kinds come. */
function kindsOf(row: readonly Circumstance[]): Circumstance[][] {
  const kinds = new Map<string, Circumstance[]>();
  for (const each of row) {
    const kind = `${each.key} ${each.not}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), each]);
  }
  return [...kinds.values()];
}

/** Values of one kind: "in Austria or Germany". */
function sameWords(kind: readonly Circumstance[]): string {
  const key = kind[0]?.key ?? "";
  const fact = facts[key];
  if (fact !== undefined) return words(fact);
  const known = valued[key];
  const said = eitherOf(kind.map(({ value }) => known?.say(value) ?? value));
  return known === undefined ? said : words(known.as, said);
}

const facts: Record<string, Key> = {
  compensated: "scopeCompensated",
  nonuser: "scopeNonuser",
  image: "scopeImage",
  paid_media: "scopePaidMedia",
  in_registration: "scopeRegistration",
  paused: "scopePaused",
  static: "scopeStatic",
  quiet_period: "scopeQuiet",
};

interface Valued {
  readonly as: Key;
  say(value: string): string;
}

const roles: Record<string, Key> = {
  employee: "roleEmployee",
  ambassador: "roleAmbassador",
  officer: "roleOfficer",
};

/** What the places are called that rules name. */
export const surfaceKeys: Record<string, Key> = {
  post: "surfacePost",
  comment: "surfaceComment",
  message: "surfaceMessage",
  article: "surfaceArticle",
};

const asWritten = (value: string): string => value;
const among = (keys: Record<string, Key>) => (value: string) => {
  const key = keys[value];
  return key === undefined ? value : words(key);
};

const valued: Record<string, Valued> = {
  country: { as: "scopeCountry", say: place },
  role: { as: "scopeRole", say: among(roles) },
  surface: { as: "scopeSurface", say: among(surfaceKeys) },
  lang: { as: "scopeLang", say: (tag) => nameOf("language", tag) },
  sector: { as: "scopeSector", say: asWritten },
  licence: { as: "scopeLicence", say: asWritten },
  team: { as: "scopeTeam", say: asWritten },
};

/** "Germany" of "DE", "United States (CO)" of "US-CO". */
function place(code: string): string {
  const [country = "", part] = code.split("-");
  const name = nameOf("region", country.toUpperCase());
  return part === undefined ? name : `${name} (${part})`;
}

/** A code that no language has a name for stays as it is. */
function nameOf(type: "region" | "language", code: string): string {
  try {
    return new Intl.DisplayNames(locale(), { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

const eitherOf = (said: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: "disjunction" }).format(said);
