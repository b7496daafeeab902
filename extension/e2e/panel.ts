/** The panel as a person uses it: panel.html on a page of its own, watching one tab. */
import type { Locator, Page } from "playwright-core";
import { until } from "./wait.ts";

export class Panel {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  part(id: string): Locator {
    return this.page.getByTestId(id);
  }

  async pair(server: string, code: string): Promise<void> {
    await this.part("pair-server").fill(server);
    await this.part("pair-code").fill(code);
    await this.part("pair").click();
    const refused = await until("the consent screen", async () => {
      if (await this.part("consent-start").isVisible()) return "paired";
      const problem = this.part("pair-problem");
      return (await problem.isVisible()) && (await problem.innerText());
    });
    if (refused !== "paired") throw new Error(`pairing was refused: ${refused}`);
  }

  /** Starts with everything that is asked for, but for the switches named. */
  async consent(off: readonly string[] = []): Promise<void> {
    for (const name of off) await this.part(`switch-${name}`).uncheck();
    await this.part("consent-start").click();
    await this.part("verdict").waitFor();
  }

  async set(name: string, on: boolean): Promise<void> {
    const chapter = this.part("chapter-settings");
    if ((await chapter.getAttribute("open")) === null) await chapter.locator("summary").click();
    await this.part(`switch-${name}`).setChecked(on);
  }

  /** Goes on with Tab until the part has the focus. */
  async tabTo(id: string): Promise<void> {
    await until(`Tab to reach ${id}`, async () => {
      if ((await this.focused()) === id) return true;
      await this.page.keyboard.press("Tab");
      return (await this.focused()) === id;
    });
  }

  /** The test id of what has the focus, or of the part around it; empty: nothing has it. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) return "";
      return activeElement.closest("[data-testid]")?.getAttribute("data-testid") ?? "";
    });
  }

  async unfoldChapters(): Promise<void> {
    const closed = this.page.locator(".chapter:not([open]) > summary");
    while ((await closed.count()) > 0) await closed.first().click();
  }

  finding(rule: string): Locator {
    return this.page.locator(`[data-testid="finding"][data-rule="${rule}"]`);
  }

  /** Shows what other rules say of the same words. */
  async unfold(): Promise<void> {
    const closed = this.page.locator('[data-testid="sisters"]:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
  }

  async rules(): Promise<string[]> {
    const cards = await this.part("finding").all();
    return Promise.all(cards.map(async (each) => (await each.getAttribute("data-rule")) ?? ""));
  }

  async waitVerdict(kind: string): Promise<void> {
    await this.page.locator(`[data-testid="verdict-head"][data-verdict="${kind}"]`).waitFor();
  }

  async number(id: "balance" | "shares" | "clicks"): Promise<number> {
    return Number((await this.part(id).innerText()).replaceAll(",", ""));
  }

  async sync(): Promise<void> {
    await this.part("sync").click();
  }

  async waitText(id: string, words: string | RegExp): Promise<void> {
    await until(`${id} to say ${String(words)}`, async () => {
      const text = (await this.part(id).allInnerTexts())[0] ?? "";
      return typeof words === "string" ? text.includes(words) : words.test(text);
    }).catch(async (cause: unknown) => {
      throw new Error(`${String(cause)}; the panel says:\n${await this.page.innerText("main")}`);
    });
  }
}
