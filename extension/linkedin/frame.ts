/**
 * The frame in which a page may stand. LinkedIn keeps a second page of its own at /preload/ in a
 * frame of the same origin. For most accounts it is a decoy that nobody sees (full size, opacity 0,
 * z-index -1; seen 2025-04); for some the message overlay stands in it (reported 2026-04-22). In no
 * other frame do people write what is ours to check.
 *
 * A frame's element belongs to another document, whose classes are not ours: `instanceof` tells
 * nothing of it.
 */
import { isOn } from "./address.ts";
import { current } from "./current.ts";
import { focusedIn } from "./dom.ts";

/** Whether this page stands in another one. */
export const isFramed = (): boolean => window !== window.top;

/** Whether this is a page of its own or one of LinkedIn's frames in which people may write. */
export const isServed = (): boolean => !isFramed() || isOn(current().frames);

/** Whether a person can see this page: every frame around it is drawn, and in front. */
export function isSeen(): boolean {
  for (let view: Window = window; view !== view.top; view = view.parent) {
    const frame = frameAround(view);
    if (frame === undefined || !isShown(frame)) return false;
  }
  return true;
}

/** Whether the focus comes to this editor when the person comes back to the tab. */
export function holdsFocus(editor: Element): boolean {
  const focused = focusedIn(editor.ownerDocument);
  if (focused === undefined || !editor.contains(focused)) return false;
  for (let view: Window = window; view !== view.top; view = view.parent) {
    const frame = frameAround(view);
    const root: (Node & { activeElement?: Element | null }) | undefined = frame?.getRootNode();
    if (frame === undefined || root?.activeElement !== frame) return false;
  }
  return true;
}

/** The element that a page stands in; undefined where that belongs to another origin. */
function frameAround(view: Window): Element | undefined {
  try {
    return view.frameElement ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether a frame is laid out with a size, and neither it nor what it stands in hides it. */
export function isShown(frame: Element): boolean {
  const { width, height } = frame.getBoundingClientRect();
  if (width < 1 || height < 1) return false;
  const drawn = { opacityProperty: true, visibilityProperty: true };
  return frame.checkVisibility(drawn) && !isBehind(frame);
}

/** Whether it is laid behind its page. */
function isBehind(frame: Element): boolean {
  for (let at: Element | null = frame; at !== null; at = outOf(at)) {
    if (Number(getComputedStyle(at).zIndex) < 0) return true;
  }
  return false;
}

function outOf(element: Element): Element | null {
  const root: Node & { host?: Element } = element.getRootNode();
  return element.parentElement ?? root.host ?? null;
}
