/** The console, entered by the one-time link that the server printed. */
import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";

/** On two busy cores, with room to spare. */
const provingMs = 100_000;

export class Desk {
  readonly page: Page;
  private readonly base: string;

  private constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
  }

  /** The link works once, so a scene enters once; the session stays in the browser's cookies. */
  static async enter(scene: Scene): Promise<Desk> {
    const page = await scene.browser.context.newPage();
    const { url, sign_in } = scene.vouch.run;
    await page.goto(sign_in);
    await page.locator("form button").first().click();
    await page.waitForURL((at) => !at.pathname.includes("sign-in"));
    return new Desk(page, url);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.base}/console${path}`);
  }

  /** A token with which programs act for this person. */
  async token(): Promise<string> {
    await this.go("/start");
    await this.page.locator("#token-name").fill("a test");
    await this.page.getByRole("button", { name: "Make a token" }).click();
    return this.page.locator("#token").innerText();
  }

  /** A pairing code for another browser of this person's. */
  async ownCode(): Promise<string> {
    await this.go("/start");
    await this.page.getByRole("button", { name: /pairing code/ }).click();
    return this.page.locator("#code").innerText();
  }

  /** Invites somebody; a pairing code for their browser. */
  async codeFor(name: string): Promise<string> {
    await this.go("/people");
    await this.page.locator("#name").fill(name);
    await this.page.getByRole("button", { name: "Make an invitation link" }).click();
    await this.page.getByRole("button", { name: "Make a pairing code" }).click();
    return this.page.locator("#code").innerText();
  }

  async yamlOf(pack: string): Promise<string> {
    await this.go(`/rules/packs/${pack}/edit`);
    return this.page.locator("#yaml").inputValue();
  }

  /** Proves and publishes what the editor holds; the words of the problems when it is refused. */
  async publish(pack: string, yaml: string, why: string): Promise<string> {
    await this.go(`/rules/packs/${pack}/edit`);
    await this.page.locator("#yaml").evaluate(paste, yaml);
    await this.page.locator("#why").fill(why);
    // Proving and compiling every pack takes its time; the page that says what came of it loads then.
    const answered = this.page.waitForEvent("load", { timeout: provingMs });
    await this.page.locator('button[value="publish"]').click({ timeout: provingMs });
    await answered;
    const problems = this.page.locator('.note[role="alert"]');
    return (await problems.count()) > 0 ? problems.first().innerText() : "";
  }

  async rollback(revision: number, why: string): Promise<void> {
    await this.go(`/rules/history/${revision}`);
    await this.page.locator("#why").fill(why);
    await this.page.getByRole("button", { name: /Roll back/ }).click();
  }
}

/** A whole pack at once: typing a text of 200,000 characters is not what is tested. */
function paste(area: HTMLElement | SVGElement, text: string): void {
  if (!(area instanceof HTMLTextAreaElement)) throw new Error("the editor is no textarea");
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
