/** A post box in Firefox, in the document or in an open shadow root. */

import type { ElementHandle, Page } from "puppeteer-core";
import { paintedWords } from "../e2e/painted.ts";
import { until } from "../e2e/wait.ts";

// "pierce/" looks into open shadow roots as well.
const editor = 'pierce/[data-test-modal-id="sharebox"] .ql-editor';
const postButton = 'pierce/[data-test-modal-id="sharebox"] .share-actions__primary-action';

export class Composer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    const start = await this.find("aria/Start a post");
    await start.click();
    await (await this.find(editor)).focus();
  }

  async type(text: string): Promise<void> {
    await this.page.bringToFront();
    await (await this.find(editor)).focus();
    await this.page.keyboard.type(text);
  }

  async clear(): Promise<void> {
    await this.chord("a");
    await this.page.keyboard.press("Delete");
  }

  /** The person turns to something else, and what they wrote stands there. */
  async leave(): Promise<void> {
    await (await this.find(editor)).evaluate((found) => (found as HTMLElement).blur());
  }

  /** Ends the editor's undo step, as the second in which a person reads a finding does. */
  async pause(): Promise<void> {
    await (await this.find(editor)).evaluate((found) => {
      const page = window as unknown as {
        Quill: { find(place: Element | null): { history: { cutoff(): void } } };
      };
      page.Quill.find(found.parentElement).history.cutoff();
    });
  }

  async undo(): Promise<void> {
    await this.chord("z");
  }

  /** A press of Post, once the page allows it. */
  async post(): Promise<void> {
    await this.page.bringToFront();
    const button = await this.find(postButton);
    await until("Post to be enabled", () =>
      button.evaluate((found) => !(found as HTMLButtonElement).disabled),
    );
    await button.click();
  }

  async isOpen(): Promise<boolean> {
    return (await this.page.$(editor)) !== null;
  }

  async text(): Promise<string> {
    return (await this.find(editor)).evaluate((found) =>
      [...found.children].map((each) => each.textContent ?? "").join("\n"),
    );
  }

  /** The words that are painted now, as any script of the page can read them. */
  async painted(): Promise<string[]> {
    return this.page.evaluate(paintedWords);
  }

  /** By which names they are painted: each life of the content script has its own. */
  async names(): Promise<string[]> {
    return this.page.evaluate(() => [...CSS.highlights.keys()]);
  }

  async waitPainted(words: string): Promise<void> {
    await until(`"${words}" to be underlined`, async () =>
      (await this.painted()).some((each) => each.includes(words)),
    );
  }

  async waitUnpainted(): Promise<void> {
    await until("no underline", async () => (await this.painted()).every((each) => each === ""));
  }

  /** Takes the marks away behind the extension's back, until it paints again. */
  async eraseMarks(): Promise<void> {
    await this.page.evaluate(() => CSS.highlights.clear());
  }

  /** The editor as a person sees it, without the caret. */
  async picture(): Promise<string> {
    await this.page.bringToFront();
    const found = await this.find(editor);
    await found.evaluate((each) => {
      (each as HTMLElement).style.caretColor = "transparent";
    });
    return found.screenshot({ encoding: "base64" });
  }

  private async chord(key: "a" | "z"): Promise<void> {
    await this.page.bringToFront();
    await (await this.find(editor)).focus();
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press(key);
    await this.page.keyboard.up("Control");
  }

  private async find(selector: string): Promise<ElementHandle> {
    const found = await this.page.waitForSelector(selector);
    if (found === null) throw new Error(`the page has no ${selector}`);
    return found;
  }
}
