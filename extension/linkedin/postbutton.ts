/** The button that publishes a post, and presses of it. */
import { closestAcross } from "./ancestors.ts";
import * as classic from "./classic.ts";
import type { Composer } from "./composer.ts";
import * as sdui from "./sdui.ts";

const dialogs = `${classic.shareBox}, dialog, [role="dialog"], ${sdui.shareDialog}`;
const buttons = 'button, [role="button"]';

/** The composer's own button; undefined where nothing looks like it for certain. */
export function postButtonOf(composer: Composer): HTMLElement | undefined {
  if (composer.surface !== "post") return undefined;
  const dialog = closestAcross(composer.editor, dialogs);
  if (dialog === undefined) return undefined;
  // The innermost match may be a mere wrapper of the editor: look outwards until a button is found.
  for (let at: HTMLElement | undefined = dialog; at !== undefined; at = outer(at)) {
    const found = at.querySelector<HTMLElement>(classic.postButton) ?? textOnlyButton(at);
    if (found !== null && found !== undefined) return found;
  }
  return undefined;
}

/** Whether a click or key press publishes the composer's text. */
export function isPress(event: Event, composer: Composer): boolean {
  if (event instanceof KeyboardEvent) return isPostKey(event, composer);
  const button = postButtonOf(composer);
  return button !== undefined && event.composedPath().includes(button);
}

function isPostKey(event: KeyboardEvent, composer: Composer): boolean {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
  return composer.surface === "post" && event.composedPath().includes(composer.editor);
}

function outer(dialog: HTMLElement): HTMLElement | undefined {
  return dialog.parentElement === null ? undefined : closestAcross(dialog.parentElement, dialogs);
}

/** In the native dialog it has neither class nor label: the last button that is only text. */
function textOnlyButton(dialog: HTMLElement): HTMLElement | undefined {
  return [...dialog.querySelectorAll<HTMLElement>(buttons)].findLast(
    (each) =>
      each.querySelector("svg, img, li-icon") === null &&
      !each.hasAttribute("aria-label") &&
      (each.textContent ?? "").trim() !== "",
  );
}
