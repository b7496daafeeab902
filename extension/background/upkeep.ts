/** What the panel says of this device's storage: damage, lack of room, another version's hand. */
import type { Store } from "../store/store.ts";
import type { Trouble } from "../store/troubles.ts";

export const newerWords =
  "What Vouch keeps in this browser was written by a newer version of the extension. Nothing of it was changed, and nothing is checked: update the extension.";

/** Long enough to be seen by who looks once a day. */
const toldForMs = 86_400_000;

const names: Record<string, string> = {
  pairing: "the pairing (pair this browser again)",
  consent: "your choices (choose again)",
  settings: "your company's settings",
  standing: "your points",
  rules: "the rules",
  library: "the stories",
  surfaces: "what is known of LinkedIn's pages",
  synced: "the time of the last exchange",
  unconfirmed: "the age of the rules",
  outbox: "events that waited for the server",
  sent: "the list of what left this device",
  waivers: "reasons you gave",
};

export async function storageWords(store: Store, nowMs: number): Promise<string> {
  if (!(await store.usable)) return newerWords;
  const recent = (await store.troubles.get()).filter((each) => nowMs - each.at_ms < toldForMs);
  const aside = sentence(
    recent,
    "aside",
    (what) => `Could not be read and was set aside: ${what}.`,
  );
  const given = sentence(
    recent,
    "given",
    (what) => `This browser's storage is full. To make room, some of this was given up: ${what}.`,
  );
  return [aside, given].filter((each) => each !== "").join(" ");
}

function sentence(
  troubles: readonly Trouble[],
  kind: Trouble["kind"],
  say: (what: string) => string,
): string {
  const what = troubles.filter((each) => each.kind === kind).map(({ key }) => names[key] ?? key);
  return what.length === 0 ? "" : say(what.join(", "));
}
