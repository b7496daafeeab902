/** The pages with a composer: how a person opens it, writes, and what they see of findings. */
import type { Locator, Page } from "playwright-core";
import { until } from "./wait.ts";

/** Where people write; practice has its address from the server. */
export type Place = "classic" | "interop" | "practice";

export class Composer {
  readonly page: Page;
  readonly place: Place;

  constructor(page: Page, place: Place) {
    this.page = page;
    this.place = place;
  }

  static addressOf(place: Place, practice: string): string {
    if (place === "practice") return practice;
    return `https://www.linkedin.com/feed/${place === "interop" ? "?ui=interop" : ""}`;
  }

  /** Opens the share dialog and waits for its editor to have the focus. */
  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Start a post" }).first().click();
    await this.editor.waitFor();
    await this.editor.focus();
  }

  // Playwright looks into open shadow roots by itself.
  get editor(): Locator {
    return this.page.locator('[data-test-modal-id="sharebox"] .ql-editor');
  }

  get postButton(): Locator {
    return this.page.locator('[data-test-modal-id="sharebox"] .share-actions__primary-action');
  }

  async type(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.type(text);
  }

  /** Ends the editor's undo step, as the second in which a person reads a finding does. */
  async pause(): Promise<void> {
    await this.editor.evaluate((editor) => {
      const page = window as unknown as {
        Quill: { find(place: Element | null): { history: { cutoff(): void } } };
      };
      page.Quill.find(editor.parentElement).history.cutoff();
    });
  }

  async clear(): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
  }

  /** The editor's text, its paragraphs joined by a newline. */
  async text(): Promise<string> {
    return this.editor.evaluate((editor) =>
      [...editor.children].map((each) => each.textContent ?? "").join("\n"),
    );
  }

  /** The words that are painted now, as any script of the page can read them. */
  async painted(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...CSS.highlights.values()].flatMap((each) => [...each].map((range) => String(range))),
    );
  }

  async waitPainted(words: string): Promise<void> {
    await until(`"${words}" to be underlined`, async () =>
      (await this.painted()).some((each) => each.includes(words)),
    );
  }

  async waitUnpainted(): Promise<void> {
    await until("no underline", async () => (await this.painted()).every((each) => each === ""));
  }

  /** Whether the share dialog is still there. */
  async isOpen(): Promise<boolean> {
    return (await this.editor.count()) > 0;
  }
}
