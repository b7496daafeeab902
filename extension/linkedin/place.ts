/** A place where people write: what the code knows of it; how it looks stands in surfaces.json. */
import type { SurfaceName } from "../wire/shapes.ts";
import type { Part } from "./composer.ts";
import type { Known } from "./known.ts";
import type { PlaceName } from "./shape.ts";

export interface Place {
  readonly name: PlaceName;
  readonly surface: SurfaceName;
  readonly part: Part;
  /** What its editor is: a contenteditable, a field, or one today and the other tomorrow. */
  readonly on: "rich" | "field" | "either";
  readonly static?: true;
  /** The place whose button sends this one too. */
  readonly sentBy?: PlaceName;
  /** Whether Ctrl+Enter (Cmd on a Mac) sends. */
  readonly chord: boolean;
  /** Whether Enter alone sends where the page shows no button for it. */
  readonly enter?: true;
  /** What tells it when no sign does, by its shape alone: the weakest tier. */
  readonly shaped?: (editor: HTMLElement, known: Known) => boolean;
  /** It is another place that stands in special circumstances. */
  readonly refines?: Refinement;
}

export interface Refinement {
  readonly of: readonly PlaceName[];
  readonly when: (editor: HTMLElement, known: Known) => boolean;
}
