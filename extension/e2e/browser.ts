/**
 * Chromium with the built extension. Every name but 127.0.0.1 resolves to the stand-in for
 * LinkedIn, so that a request to anywhere else is seen there too.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { root } from "./vouch.ts";
import { until } from "./wait.ts";

const chromiums = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export class Browser {
  readonly context: BrowserContext;
  readonly extension: string; // id
  readonly cdp: CDPSession;
  private readonly profile: string;

  private constructor(held: {
    context: BrowserContext;
    id: string;
    cdp: CDPSession;
    profile: string;
  }) {
    this.context = held.context;
    this.extension = held.id;
    this.cdp = held.cdp;
    this.profile = held.profile;
  }

  static async start(fixturePort: number): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), "vouch-profile-"));
    const context = await chromium.launchPersistentContext(profile, options(fixturePort));
    const browser = context.browser();
    if (browser === null) throw new Error("the context has no browser");
    const cdp = await browser.newBrowserCDPSession();
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
    return new Browser({ context, id: new URL(worker.url()).host, cdp, profile });
  }

  address(page: string): string {
    return `chrome-extension://${this.extension}/${page}`;
  }

  /** Ends the worker as the browser does when it has been idle; it starts again when needed. */
  async killWorker(): Promise<void> {
    const id = await until("the worker", () => this.workerTarget());
    await this.cdp.send("Target.closeTarget", { targetId: id });
    await until("the worker's end", async () => (await this.workerTarget()) !== id);
  }

  async workerTarget(): Promise<string | undefined> {
    const { targetInfos } = await this.cdp.send("Target.getTargets");
    return targetInfos.find(
      (each) => each.type === "service_worker" && each.url.includes(this.extension),
    )?.targetId;
  }

  /** The tab's number, by which the panel names it. */
  async tabOf(page: Page): Promise<number> {
    const address = page.url();
    const helper = await this.context.newPage();
    await helper.goto(this.address("options.html"));
    const id = await helper.evaluate(async (url) => {
      const tabs = await chrome.tabs.query({});
      return tabs.find((each) => each.url === url)?.id;
    }, address);
    await helper.close();
    if (id === undefined) throw new Error(`no tab shows ${address}`);
    return id;
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function options(port: number): Parameters<typeof chromium.launchPersistentContext>[1] {
  const executablePath = chromiums.find(existsSync);
  if (executablePath === undefined) throw new Error("no Chromium here: scripts/setup installs it");
  const extension = join(root, "extension/dist/chrome");
  return {
    executablePath,
    headless: true,
    ignoreHTTPSErrors: true,
    viewport: { width: 1100, height: 800 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`,
      "--ignore-certificate-errors",
    ],
  };
}
