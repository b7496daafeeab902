/** The console, entered by the one-time link that the server printed. */
import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";

export class Desk {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** The link works once, so a scene enters once; the session stays in the browser's cookies. */
  static async enter(scene: Scene): Promise<Desk> {
    const page = await scene.browser.context.newPage();
    await page.goto(scene.vouch.run.console);
    if (page.url().includes("sign-in") || (await page.locator("main form").count()) > 0) {
      await page.goto(scene.vouch.run.sign_in);
      await page.locator("main form button").first().click();
      await page.waitForURL(/console/);
    }
    return new Desk(page);
  }
}
