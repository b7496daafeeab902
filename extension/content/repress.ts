/**
 * Gives a press that had to wait to the page. A click is made on the button. Where Enter sends and
 * there is no button, the same key is given to the editor; a page may take no key but the person's
 * own, and then the person is asked to press once more.
 */
import type { Composer } from "../linkedin/composer.ts";
import { postButtonOf } from "../linkedin/postbutton.ts";
import { read } from "../marks/reading.ts";

/** A page that takes the key empties its editor within a frame or two. */
const takingMs = 300;

/** Whether the page took it, as far as can be told: a button is trusted to. */
export async function pressAgain(composer: Composer, event: Event, text: string): Promise<boolean> {
  const button = postButtonOf(composer);
  if (button !== undefined) {
    button.click();
    return true;
  }
  if (!(event instanceof KeyboardEvent)) return false;
  const { editor } = composer;
  editor.dispatchEvent(sameKey(event));
  const gone = (): boolean => !editor.isConnected || read(editor).text !== text;
  if (!gone()) await new Promise((resolve) => setTimeout(resolve, takingMs));
  return gone();
}

function sameKey(event: KeyboardEvent): KeyboardEvent {
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = event;
  const way = { bubbles: true, cancelable: true, composed: true };
  // Pages look at keyCode still.
  const init = { ...way, key, code, keyCode, which: keyCode, ctrlKey, metaKey, shiftKey, altKey };
  return new KeyboardEvent("keydown", init);
}
