/** The panel in Firefox: panel.html on a page of its own, which the sidebar shows as well. */
import type { ElementHandle, Page } from "puppeteer-core";
import { until } from "../e2e/wait.ts";

export class Panel {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits for the part; the first where there are several. */
  async part(id: string): Promise<ElementHandle> {
    const found = await this.page.waitForSelector(`[data-testid="${id}"]`);
    if (found === null) throw new Error(`the panel has no ${id}`);
    return found;
  }

  async words(id: string): Promise<string> {
    return this.page.$eval(`[data-testid="${id}"]`, (part) => part.textContent ?? "");
  }

  /** Whether the toolbar button's popup is open. */
  async popupStands(): Promise<boolean> {
    return this.page.evaluate(() => chrome.extension.getViews({ type: "popup" }).length > 0);
  }

  /** What stands in a field. */
  async value(id: string): Promise<string> {
    return this.page.$eval(`[data-testid="${id}"]`, (field) => (field as HTMLInputElement).value);
  }

  /** How a switch stands, and whether the person may turn it. */
  async switch(name: string): Promise<{ on: boolean; open: boolean }> {
    return this.page.$eval(`[data-testid="switch-${name}"]`, (found) => {
      const { checked, disabled } = found as HTMLInputElement;
      return { on: checked, open: !disabled };
    });
  }

  /** Everything that stands in it. */
  async said(): Promise<string> {
    return this.page.$eval("main", (main) => main.innerText);
  }

  async waitWords(id: string, words: string): Promise<void> {
    await until(`${id} to say ${words}`, async () => (await this.words(id)).includes(words));
  }

  /** A press in the page's own code: the tab may stand behind another one. */
  async press(selector: string): Promise<void> {
    await this.page.waitForSelector(selector);
    await this.page.$eval(selector, (button) => (button as HTMLElement).click());
  }

  /** A person's click, which may ask the browser for a permission. */
  async click(id: string): Promise<void> {
    await this.page.bringToFront();
    await (await this.part(id)).click();
  }

  async pair(server: string, code: string): Promise<void> {
    await this.offer(server, code);
    await this.part("consent-start");
  }

  /** Fills the form in and presses Pair, whatever comes of it. */
  async offer(server: string, code: string): Promise<void> {
    await this.fill("pair-server", server);
    await this.fill("pair-code", code);
    await this.click("pair");
  }

  private async fill(id: string, text: string): Promise<void> {
    const field = await this.part(id);
    await field.evaluate((found) => (found as HTMLInputElement).select());
    await field.type(text);
  }

  async consent(): Promise<void> {
    await this.click("consent-start");
    await this.part("verdict");
  }

  async waitFinding(rule: string): Promise<void> {
    await this.page.waitForSelector(finding(rule));
  }

  async waitNoFinding(rule: string): Promise<void> {
    await until(`${rule} to be gone`, async () => (await this.page.$(finding(rule))) === null);
  }

  /** Takes the first way out that a finding offers. */
  async fix(rule: string): Promise<void> {
    await this.press(`${finding(rule)} [data-testid="fix"]`);
  }

  async waitVerdict(kind: string): Promise<void> {
    await this.page.waitForSelector(`[data-testid="verdict-head"][data-verdict="${kind}"]`);
  }

  async number(id: "balance" | "shares"): Promise<number> {
    return Number((await this.words(id)).replaceAll(",", ""));
  }
}

const finding = (rule: string): string => `[data-testid="finding"][data-rule="${rule}"]`;
