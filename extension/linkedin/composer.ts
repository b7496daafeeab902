/** What the rest of the extension knows of a place where somebody writes. */
import type { SurfaceName } from "../wire/shapes.ts";

/** Which writing place of its surface an editor is. */
export type Part = "body" | "title" | "subject" | "note" | "announcement" | "headline" | "about";

/** The make of the page around an editor; told for diagnostics, decided upon by nobody. */
export type Generation = "classic" | "interop" | "sdui" | "practice";

/** An editor in which a person writes, and what it is for. */
export interface Composer {
  /** A contenteditable, or a textarea or input (a field). */
  readonly editor: HTMLElement;
  /** What policy and rules go by; a place that nothing tells is a post. */
  readonly surface: SurfaceName;
  readonly part: Part;
  readonly generation: Generation;
  /** It stands on a profile for years: the checker's context.static. */
  readonly static?: boolean;
}

/** Whether the editor is a field, whose text is its value and whose words cannot be painted. */
export function isField(editor: HTMLElement): editor is HTMLInputElement | HTMLTextAreaElement {
  return editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement;
}
