/** Surfaces made ready for asking: lists joined into one selector, labels in their plain form. */
import { type PlaceData, type PlaceName, placeNames, type Surfaces } from "./shape.ts";
import { plain } from "./words.ts";

export interface KnownPlace {
  readonly structure: string;
  readonly keys: string;
  readonly dialog: string;
  readonly icons: string;
  readonly labels: readonly string[];
  readonly onlyOn: readonly string[];
  readonly address: readonly string[];
  readonly send: {
    readonly structure: string;
    readonly keys: string;
    readonly labels: ReadonlySet<string>;
    readonly within: string;
  };
}

export interface Known {
  readonly editors: Readonly<Record<Exclude<keyof Surfaces["editors"], "frames">, string>>;
  readonly frames: readonly string[];
  readonly roots: Readonly<Record<keyof Surfaces["roots"], string>>;
  readonly buttons: Readonly<Record<keyof Surfaces["buttons"], string>>;
  readonly places: Readonly<Record<PlaceName, KnownPlace>>;
}

export function knownOf(surfaces: Surfaces): Known {
  const { frames, ...editors } = surfaces.editors;
  const places = placeNames.map((name) => [name, knownPlace(surfaces.places[name])]);
  return {
    editors: joined(editors),
    frames,
    roots: joined(surfaces.roots),
    buttons: joined(surfaces.buttons),
    // One entry for each name.
    places: Object.fromEntries(places) as Record<PlaceName, KnownPlace>,
  };
}

function knownPlace({ send, labels, only_on, address, ...signs }: PlaceData): KnownPlace {
  const { labels: said, ...buttons } = send;
  return {
    ...joined(signs),
    labels: plainOf(labels),
    onlyOn: only_on,
    address,
    send: { ...joined(buttons), labels: new Set(plainOf(said)) },
  };
}

const plainOf = (labels: PlaceData["labels"]): string[] => Object.values(labels).flat().map(plain);

function joined<K extends string>(
  lists: Readonly<Record<K, readonly string[]>>,
): Record<K, string> {
  const entries = Object.entries<readonly string[]>(lists).map(([key, list]) => [
    key,
    list.join(", "),
  ]);
  // The keys are those of `lists`.
  return Object.fromEntries(entries) as Record<K, string>;
}
