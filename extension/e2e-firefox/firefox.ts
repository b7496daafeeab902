/**
 * Firefox with the built extension, driven over WebDriver BiDi. Only www.linkedin.com resolves to
 * the stand-in, and ports cannot be mapped: the stand-in's port stands in the address, which match
 * patterns do not look at.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { root } from "../e2e/vouch.ts";
import { until } from "../e2e/wait.ts";
import { Innards } from "./innards.ts";
import { type Policy, setPolicy } from "./managed.ts";

const firefoxes = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** Of the manifest. */
const id = "vouch@vouch.example";

/** Firefox draws one anew for each profile; a fixed one lets us name the extension's pages. */
const uuid = "5f1c2a34-7d0e-4b6a-9c58-0e1d2f3a4b5c";

const built = join(root, "extension/dist/firefox");

export class Firefox {
  readonly browser: Browser;
  /** Where the person's own files would be: nothing of this machine's reaches the browser. */
  private readonly home: string;

  private constructor(browser: Browser, home: string) {
    this.browser = browser;
    this.home = home;
  }

  /** A policy stands there before the browser starts, as on a company's machine. */
  static async start(policy?: Policy): Promise<Firefox> {
    const home = await mkdtemp(join(tmpdir(), "vouch-home-"));
    if (policy !== undefined) await setPolicy(home, id, policy);
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: executable(),
      headless: true,
      acceptInsecureCerts: true,
      // The fonts found once are kept there; finding them anew takes seconds.
      env: { ...process.env, HOME: home, XDG_CACHE_HOME: caches() },
      // Without it no test may look at an extension's pages.
      args: ["--remote-allow-system-access"],
      defaultViewport: { width: 1100, height: 800 },
      extraPrefsFirefox: {
        "network.dns.localDomains": "www.linkedin.com",
        "extensions.webextensions.uuids": JSON.stringify({ [id]: uuid }),
        // Yes to whatever a click asks for: the browser's own prompt is no page.
        "extensions.webextOptionalPermissionPrompts": false,
      },
    });
    const firefox = new Firefox(browser, home);
    try {
      await firefox.install();
    } catch (cause) {
      await firefox.close();
      throw cause;
    }
    return firefox;
  }

  /** Where the extension is there already, this is an update of it: the old one ends at once. */
  async install(): Promise<void> {
    await this.browser.installExtension(built);
  }

  /** The event page dies as it does of idleness: what follows finds none. */
  async endEventPage(): Promise<void> {
    await until("the event page to be gone", async () => {
      return (await new Innards(this.browser).endEventPage(id)) === "stopped";
    });
  }

  /** A page of the extension that runs nothing of it, from which its other pages are reached. */
  async backstage(): Promise<Page> {
    const opened = await this.browser.newPage();
    opened.goto(`moz-extension://${uuid}/icons/16.png`).catch(() => undefined);
    await until("the extension's own origin", () =>
      opened.evaluate(
        () => location.protocol === "moz-extension:" && chrome.extension !== undefined,
      ),
    );
    return opened;
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

  /** The tab's number, by which the panel names it; of several with the same page the newest. */
  async tabOf(page: Page): Promise<number> {
    const helper = await this.own("options.html");
    const found = await helper.evaluate(async (address) => {
      const tabs = await chrome.tabs.query({});
      return tabs.findLast((each) => each.url === address)?.id;
    }, page.url());
    await helper.close();
    if (found === undefined) throw new Error(`no tab shows ${page.url()}`);
    return found;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const caches = (): string => process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");

function executable(): string {
  const found = firefoxes.find(existsSync);
  if (found === undefined) throw new Error("no Firefox here: scripts/setup installs it");
  return found;
}
