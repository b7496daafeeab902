/** What the panel says of this device's storage: damage, lack of room, another version's hand. */
import type { Store } from "../store/store.ts";
import type { Trouble } from "../store/troubles.ts";
import { type Key, words } from "../words/words.ts";

export const newerWords = (): string => words("keptNewer");

/** Long enough to be seen by who looks once a day. */
const toldForMs = 86_400_000;

const names: Record<string, Key> = {
  pairing: "keptPairing",
  consent: "keptConsent",
  settings: "keptSettings",
  standing: "keptStanding",
  rules: "keptRules",
  library: "keptLibrary",
  surfaces: "keptSurfaces",
  synced: "keptSynced",
  unconfirmed: "keptUnconfirmed",
  outbox: "keptOutbox",
  sent: "keptSent",
  waivers: "keptWaivers",
};

export async function storageWords(store: Store, nowMs: number): Promise<string> {
  if (!(await store.usable)) return newerWords();
  const recent = (await store.troubles.get()).filter((each) => nowMs - each.at_ms < toldForMs);
  const aside = sentence(recent, "aside", (what) => words("keptAside", what));
  const given = sentence(recent, "given", (what) => words("keptGiven", what));
  return [aside, given].filter((each) => each !== "").join(" ");
}

function sentence(
  troubles: readonly Trouble[],
  kind: Trouble["kind"],
  say: (what: string) => string,
): string {
  const what = troubles.filter((each) => each.kind === kind).map(({ key }) => nameOf(key));
  return what.length === 0 ? "" : say(what.join(", "));
}

function nameOf(key: string): string {
  const known = names[key];
  return known === undefined ? key : words(known);
}
