/**
 * Which place an editor is. No sign is trusted alone: LinkedIn changes its pages every few weeks
 * and serves several at once. So signs are asked in tiers, from what lasts longest to what is
 * weakest: structure around the editor, keys and test ids, what its dialog holds, icons, labels,
 * the address, and at last its mere shape. Within the first two the nearest ancestor tells.
 */
import { isOn } from "./address.ts";
import { isField } from "./composer.ts";
import { closestAcross, holds, matches, outwards } from "./dom.ts";
import type { Known } from "./known.ts";
import type { Place } from "./place.ts";
import { places } from "./places.ts";
import { namesOf } from "./words.ts";

export interface Told {
  readonly place: Place;
  /** Whether a sign told, rather than the editor's shape alone. */
  readonly sure: boolean;
}

/** The place; undefined for a field that no sign claims. */
export function placeOf(editor: HTMLElement, known: Known): Told | undefined {
  const question = ask(editor, known);
  for (const tier of tiers) {
    const place = tier(question);
    if (place !== undefined) return { place: refined(place, question), sure: true };
  }
  const place = question.open.find(({ shaped }) => shaped?.(editor, known));
  return place === undefined ? undefined : { place: refined(place, question), sure: false };
}

/** Whether structure or keys around the editor tell what it is: signs that stand for themselves. */
export function isMarked(editor: HTMLElement, known: Known): boolean {
  const question = ask(editor, known);
  return byStructure(question) !== undefined || byKeys(question) !== undefined;
}

interface Question {
  readonly editor: HTMLElement;
  readonly known: Known;
  /** The places that an editor of this make can be. */
  readonly open: readonly Place[];
}

type Tier = (question: Question) => Place | undefined;

function ask(editor: HTMLElement, known: Known): Question {
  const other = isField(editor) ? "rich" : "field";
  const open = places.filter(({ on, refines }) => on !== other && refines === undefined);
  return { editor, known, open };
}

const byStructure: Tier = (question) => nearest(question, "structure", question.open);

const byKeys: Tier = (question) => nearest(question, "keys", question.open.filter(here(question)));

const byDialog: Tier = ({ editor, known, open }) => {
  const dialog = closestAcross(editor, known.roots.dialogs);
  if (dialog === undefined) return undefined;
  return open.find(({ name }) => holds(dialog, known.places[name].dialog));
};

/** Icons stand in the card or dialog that the editor belongs to. */
const byIcons: Tier = ({ editor, known, open }) => {
  const { dialogs, cards, borders } = known.roots;
  for (const at of outwards(editor)) {
    if (matches(at, borders)) return undefined;
    const place = open.find(({ name }) => holds(at, known.places[name].icons));
    if (place !== undefined || matches(at, dialogs) || matches(at, cards)) return place;
  }
  return undefined;
};

const byLabels: Tier = (question) => {
  const names = namesOf(question.editor);
  return question.open.filter(here(question)).find(({ name, on }) => {
    const { labels } = question.known.places[name];
    // A field's label is a word or two, with which other labels begin.
    const fits = (each: string, label: string): boolean =>
      on === "rich" ? each.startsWith(label) : each === label;
    return labels.some((label) => names.some((each) => fits(each, label)));
  });
};

const byAddress: Tier = ({ editor, known, open }) =>
  isField(editor) ? undefined : open.find(({ name }) => isOn(known.places[name].address));

const tiers: readonly Tier[] = [byStructure, byKeys, byDialog, byIcons, byLabels, byAddress];

/** The place whose sign stands nearest to the editor, on itself or around it. */
function nearest(
  { editor, known }: Question,
  sign: "structure" | "keys",
  among: readonly Place[],
): Place | undefined {
  const signs = among.map(({ name }) => known.places[name][sign]).filter((each) => each !== "");
  const found = closestAcross(editor, signs.join(", "));
  if (found === undefined) return undefined;
  return among.find(({ name }) => matches(found, known.places[name][sign]));
}

/** Whether a place's keys and labels count at this address. */
const here =
  ({ known }: Question) =>
  ({ name }: Place): boolean => {
    const { onlyOn } = known.places[name];
    return onlyOn.length === 0 || isOn(onlyOn);
  };

function refined(place: Place, { editor, known }: Question): Place {
  const found = places.find(
    ({ refines }) => refines?.of.includes(place.name) && refines.when(editor, known),
  );
  return found ?? place;
}
