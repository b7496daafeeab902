/** The sidebar itself, as it stands beside the tab in front. */
import type { Page } from "puppeteer-core";
import { type Axe, how, source, told } from "../e2e/axe.ts";
import { until } from "../e2e/wait.ts";

export class Sidebar {
  /** A page of the extension, from which the sidebar's document is reached: it is no tab. */
  private readonly backstage: Page;

  constructor(backstage: Page) {
    this.backstage = backstage;
  }

  /** Everything that stands in it; undefined while it is closed. */
  async said(): Promise<string | undefined> {
    return this.backstage.evaluate(() => {
      const [view] = chrome.extension.getViews({ type: "sidebar" as never }) as Window[];
      return view?.document.querySelector("main")?.innerText;
    });
  }

  async waitOpen(open: boolean): Promise<void> {
    await until(`the sidebar to be ${open ? "open" : "closed"}`, async () => {
      return ((await this.said()) !== undefined) === open;
    });
  }

  /** Firefox closes and opens a sidebar for nothing but a person's press. */
  async close(): Promise<void> {
    const button = await this.backstage.evaluateHandle(() => {
      const { sidebarAction } = chrome as unknown as { sidebarAction: { close(): Promise<void> } };
      const made = document.createElement("button");
      made.addEventListener("click", () => void sidebarAction.close());
      document.body.prepend(made);
      return made;
    });
    await this.backstage.bringToFront();
    await button.click();
    await this.waitOpen(false);
  }

  async waitFor(selector: string): Promise<void> {
    await until(`the sidebar to have ${selector}`, () => this.has(selector)).catch(
      async (cause: unknown) => {
        throw new Error(`${String(cause)}; it says:\n${await this.said()}`);
      },
    );
  }

  async waitGone(selector: string): Promise<void> {
    await until(`${selector} to leave the sidebar`, async () => !(await this.has(selector)));
  }

  async has(selector: string): Promise<boolean> {
    return this.backstage.evaluate((wanted) => {
      const [view] = chrome.extension.getViews({ type: "sidebar" as never }) as Window[];
      return view !== undefined && view.document.querySelector(wanted) !== null;
    }, selector);
  }

  async press(selector: string): Promise<void> {
    await this.waitFor(selector);
    await this.backstage.evaluate((wanted) => {
      const [view] = chrome.extension.getViews({ type: "sidebar" as never }) as Window[];
      view?.document.querySelector<HTMLElement>(wanted)?.click();
    }, selector);
  }

  async write(selector: string, text: string): Promise<void> {
    await this.backstage.evaluate(
      (wanted, words) => {
        const [view] = chrome.extension.getViews({ type: "sidebar" as never }) as Window[];
        const field = view?.document.querySelector<HTMLTextAreaElement>(wanted);
        if (view === undefined || !field) throw new Error(`no ${wanted}`);
        field.value = words;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      },
      selector,
      text,
    );
  }

  /** Opens every part of it that can be. */
  async unfold(): Promise<void> {
    await this.backstage.evaluate(() => {
      const [view] = chrome.extension.getViews({ type: "sidebar" as never }) as Window[];
      for (const each of view?.document.querySelectorAll("details") ?? []) each.open = true;
    });
  }

  /** What axe-core finds in it as wide as it is, as lines to read. */
  async violations(): Promise<string[]> {
    // Whatever name it looks up is the sidebar's own.
    const sidebar = 'chrome.extension.getViews({ type: "sidebar" })[0]';
    await this.backstage.evaluate(`with (${sidebar}) { ${source} }`);
    const found = await this.backstage.evaluate(async (given) => {
      const [view] = chrome.extension.getViews({ type: "sidebar" as never }) as Window[];
      const { axe, document, innerWidth } = view as Window & { axe: Axe };
      const { violations } = await axe.run(document, given);
      return { violations, wider: document.documentElement.scrollWidth - innerWidth };
    }, how);
    const sideways = found.wider > 0 ? [`scrolls sideways by ${found.wider} px`] : [];
    return [...told(found.violations), ...sideways];
  }
}
