/** A place to write in, as a person uses it: how they open it, write, send, and what is painted. */

import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import { paintedWords } from "./painted.ts";
import { type Place, places, type Where } from "./places.ts";
import { until } from "./wait.ts";

export type { Place } from "./places.ts";

/** What the page's editors bring along to end a step of undo. */
interface Engines {
  readonly Quill?: { find(place: Element | null): { history: { cutoff(): void } } | null };
}
interface TipTap {
  readonly editor?: {
    readonly state: { tr: { setMeta(name: string, value: boolean): unknown } };
    readonly view: { dispatch(transaction: unknown): void };
  };
}

/** A press that finds nothing to press gives up and looks again. */
const pressMs = 2000;

export class Composer {
  readonly page: Page;
  readonly place: Place;
  readonly where: Where;

  /** `instead` says what is otherwise on this page than in the place that it is a variation of. */
  constructor(page: Page, place: Place, instead: Partial<Where> = {}) {
    this.page = page;
    this.place = place;
    this.where = { ...places[place], ...instead };
  }

  static addressOf(place: Place, practice: string): string {
    return place === "practice" ? practice : `https://www.linkedin.com${places[place].path}`;
  }

  /** Goes the way to the editor and waits for it to have the focus. */
  async open(): Promise<void> {
    for (const each of this.where.way) await this.page.locator(each).first().click();
    await this.editor.waitFor();
    await this.editor.focus();
  }

  // Playwright looks into open shadow roots by itself, but not into frames.
  get editor(): Locator {
    return this.around.locator(this.where.editor);
  }

  get postButton(): Locator {
    return this.around.locator(this.where.sending.button);
  }

  private get around(): Page | FrameLocator {
    const { frame } = this.where;
    return frame === undefined ? this.page : this.page.frameLocator(frame);
  }

  /** The document in which the editor stands. */
  async document(): Promise<Frame> {
    const { frame } = this.where;
    const element = frame === undefined ? null : await this.page.$(frame);
    return (await element?.contentFrame()) ?? this.page.mainFrame();
  }

  async type(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.type(text);
  }

  /** Ends the editor's undo step, as the second in which a person reads a finding does. */
  async pause(): Promise<void> {
    await this.editor.evaluate((element) => {
      (window as Engines).Quill?.find(element.parentElement)?.history.cutoff();
      const tiptap = (element as TipTap).editor;
      // The name under which ProseMirror's history hears that a step is over.
      tiptap?.view.dispatch(tiptap.state.tr.setMeta("closeHistory$", true));
    });
  }

  async clear(): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
  }

  /** What stands in it: a field's value, or an editor's paragraphs joined by a newline. */
  async text(): Promise<string> {
    return this.editor.evaluate((element) => {
      if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
        return element.value;
      }
      return [...element.children].map((each) => each.textContent ?? "").join("\n");
    });
  }

  /** The words that are painted now, as any script of the page can read them. */
  async painted(): Promise<string[]> {
    return (await this.document()).evaluate(paintedWords);
  }

  async waitPainted(words: string): Promise<void> {
    await until(`"${words}" to be underlined`, async () =>
      (await this.painted()).some((each) => each.includes(words)),
    );
  }

  async waitUnpainted(): Promise<void> {
    await until("no underline", async () => (await this.painted()).every((each) => each === ""));
  }

  /** Whether its editor is still there. */
  async isOpen(): Promise<boolean> {
    return (await this.editor.count()) > 0;
  }

  /** Presses the place's own button, once the page offers it. */
  async press(): Promise<void> {
    await this.page.bringToFront();
    await until("the button to be enabled", () => this.postButton.isEnabled());
    await this.postButton.click();
  }

  /** Presses a key in the editor. */
  async pressKey(key: string): Promise<void> {
    await this.page.bringToFront();
    await this.editor.press(key);
  }

  /** Whether what was written has left: the editor is empty or gone. */
  async isOut(): Promise<boolean> {
    if (!(await this.isOpen())) return true;
    return (await this.text()).replace("\u200b", "").trim() === "";
  }

  /** Presses until the text is out: what only warns holds once. */
  async send(way: "button" | "Control+Enter" = "button"): Promise<void> {
    await this.page.bringToFront();
    await until("the text to be out", async () => {
      if (await this.isOut()) return true;
      // It may go out by itself between the look and the press, and take what is pressed along.
      const timeout = pressMs;
      if (way === "button") await this.postButton.click({ timeout });
      else await this.editor.press(way, { timeout });
      return this.isOut();
    });
  }
}
