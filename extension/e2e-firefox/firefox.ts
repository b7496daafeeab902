/**
 * Firefox with the built extension, driven over WebDriver BiDi. Only www.linkedin.com resolves to
 * the stand-in, and ports cannot be mapped: the stand-in's port stands in the address, which match
 * patterns do not look at.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { root } from "../e2e/vouch.ts";
import { until } from "../e2e/wait.ts";

const firefoxes = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** Of the manifest. */
const id = "vouch@vouch.example";

/** Firefox draws one anew for each profile; a fixed one lets us name the extension's pages. */
const uuid = "5f1c2a34-7d0e-4b6a-9c58-0e1d2f3a4b5c";

export type Preferences = Readonly<Record<string, string | number | boolean>>;

export class Firefox {
  readonly browser: Browser;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async start(preferences: Preferences = {}): Promise<Firefox> {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: executable(),
      headless: true,
      acceptInsecureCerts: true,
      // Without it no test may look at an extension's pages.
      args: ["--remote-allow-system-access"],
      defaultViewport: { width: 1100, height: 800 },
      extraPrefsFirefox: {
        "network.dns.localDomains": "www.linkedin.com",
        "extensions.webextensions.uuids": JSON.stringify({ [id]: uuid }),
        // Yes to whatever a click asks for: the browser's own prompt is no page.
        "extensions.webextOptionalPermissionPrompts": false,
        ...preferences,
      },
    });
    try {
      await browser.installExtension(join(root, "extension/dist/firefox"));
    } catch (cause) {
      await browser.close();
      throw cause;
    }
    return new Firefox(browser);
  }

  /** One of the extension's own pages. */
  async own(page: string): Promise<Page> {
    const opened = await this.browser.newPage();
    // The driver is never told that such a page has loaded, so the page is asked; while it is being
    // exchanged for the empty one it cannot answer.
    opened.goto(`moz-extension://${uuid}/${page}`).catch(() => undefined);
    await until(`${page} to show something`, () =>
      opened.evaluate(() => {
        const here = location.protocol === "moz-extension:";
        const main = document.querySelector("main");
        return here && main !== null && main.firstElementChild !== null;
      }),
    );
    return opened;
  }

  async open(address: string): Promise<Page> {
    const opened = await this.browser.newPage();
    await opened.goto(address);
    return opened;
  }

  /** The tab's number, by which the panel names it. */
  async tabOf(page: Page): Promise<number> {
    const helper = await this.own("options.html");
    const found = await helper.evaluate(async (address) => {
      const tabs = await chrome.tabs.query({});
      return tabs.find((each) => each.url === address)?.id;
    }, page.url());
    await helper.close();
    if (found === undefined) throw new Error(`no tab shows ${page.url()}`);
    return found;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

function executable(): string {
  const found = firefoxes.find(existsSync);
  if (found === undefined) throw new Error("no Firefox here: scripts/setup installs it");
  return found;
}
