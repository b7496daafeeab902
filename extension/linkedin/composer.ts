import type { SurfaceName } from "../wire/shapes.ts";

/** An editor in which a person writes, and what it is for. */
export interface Composer {
  readonly editor: HTMLElement;
  readonly surface: SurfaceName;
}
