/**
 * Chromium with the built extension. Every name but 127.0.0.1 resolves to the stand-in for
 * LinkedIn, so that a request to anywhere else is seen there too.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { options } from "./chromium.ts";
import { allowBefore, Policy } from "./managed.ts";
import { root } from "./vouch.ts";
import { until } from "./wait.ts";

/** A living worker answers within milliseconds. */
const silentMs = 2000;

/** For a page that hangs; two busy cores take their time. */
const patienceMs = 60_000;

interface Evaluated {
  readonly result: { readonly value?: string };
}

/** Changes a copy of the extension before it is loaded. */
export type Alter = (extension: string) => Promise<void>;

/** What surrounds a browser, where that is not the usual. */
export interface World {
  readonly alter?: Alter;
  /** Names that resolve to a port of this machine, beside the stand-in's. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** Origins ("https://vouch.test/*") that the person allowed once before: no prompt asks again. */
  readonly allowed?: readonly string[];
  /** The company's policy for the extension. */
  readonly policy?: Readonly<Record<string, unknown>>;
}

export class Browser {
  readonly context: BrowserContext;
  readonly extension: string; // id
  readonly cdp: CDPSession;
  private readonly profile: string;
  private readonly policy: Policy | undefined;

  private constructor(held: {
    context: BrowserContext;
    id: string;
    cdp: CDPSession;
    profile: string;
    policy: Policy | undefined;
  }) {
    this.context = held.context;
    this.extension = held.id;
    this.cdp = held.cdp;
    this.profile = held.profile;
    this.policy = held.policy;
  }

  static async start(fixturePort: number, world: World = {}): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), "vouch-profile-"));
    const extension = await extensionFor(profile, world);
    const data = join(profile, "data");
    if (world.allowed) await allowBefore(data, extension, world.allowed);
    const policy = world.policy && (await Policy.set(extension, world.policy));
    const context = await chromium.launchPersistentContext(
      data,
      options(fixturePort, extension, world.hosts),
    );
    context.setDefaultTimeout(patienceMs);
    const browser = context.browser();
    if (browser === null) throw new Error("the context has no browser");
    const cdp = await browser.newBrowserCDPSession();
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
    return new Browser({ context, id: new URL(worker.url()).host, cdp, profile, policy });
  }

  address(page: string): string {
    return `chrome-extension://${this.extension}/${page}`;
  }

  /**
   * Ends the worker as the browser does when it has been idle, and waits until it is dead or
   * another one lives: with a composer open it starts again at once, under the same target id.
   */
  async killWorker(): Promise<void> {
    const born = await this.workerBirth();
    await this.closeWorker();
    await until("the worker's end", async () => (await this.workerBirth()) !== born);
  }

  async closeWorker(): Promise<void> {
    const targetId = await this.workerTarget();
    if (targetId !== undefined) await this.cdp.send("Target.closeTarget", { targetId });
  }

  /** When the living worker began, which tells one from the next; empty while none lives. */
  private async workerBirth(): Promise<string> {
    const target = await this.workerTarget();
    if (target === undefined) return "";
    const asked = this.evaluate(target, "String(performance.timeOrigin)").catch(() => "");
    // A worker caught while it dies may neither answer nor be reported as gone.
    const silence = new Promise<string>((resolve) => setTimeout(() => resolve(""), silentMs));
    return Promise.race([asked, silence]);
  }

  async workerTarget(): Promise<string | undefined> {
    const { targetInfos } = await this.cdp.send("Target.getTargets");
    return targetInfos.find(
      (each) => each.type === "service_worker" && each.url.includes(this.extension),
    )?.targetId;
  }

  /** Evaluates in a target that is no page, as the side panel is none. */
  async evaluate(targetId: string, expression: string): Promise<string> {
    const given = { expression, returnByValue: true };
    const { result } = await this.ask<Evaluated>(targetId, "Runtime.evaluate", given);
    return result?.value ?? "";
  }

  /** One command of the DevTools protocol for a target; its result is empty when the target dies. */
  async ask<T extends object>(targetId: string, method: string, params = {}): Promise<Partial<T>> {
    const { sessionId } = await this.cdp.send("Target.attachToTarget", { targetId });
    const message = JSON.stringify({ id: 1, method, params });
    const reply = this.replyIn(sessionId);
    await this.cdp.send("Target.sendMessageToTarget", { sessionId, message });
    const { result } = JSON.parse(await reply) as { result?: T };
    await this.cdp.send("Target.detachFromTarget", { sessionId }).catch(() => undefined);
    return result ?? {};
  }

  /** A target that dies answers nothing: then the reply is empty. */
  private replyIn(sessionId: string): Promise<string> {
    return new Promise((resolve) => {
      const done = (text: string): void => {
        this.cdp.off("Target.receivedMessageFromTarget", onMessage);
        this.cdp.off("Target.detachedFromTarget", onDetached);
        resolve(text);
      };
      const onMessage = (event: { sessionId: string; message: string }): void => {
        const isReply = event.message.startsWith('{"id":1,'); // events come on the same way
        if (event.sessionId === sessionId && isReply) done(event.message);
      };
      const onDetached = (event: { sessionId: string }): void => {
        if (event.sessionId === sessionId) done("{}");
      };
      this.cdp.on("Target.receivedMessageFromTarget", onMessage);
      this.cdp.on("Target.detachedFromTarget", onDetached);
    });
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
    await this.policy?.lift();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const built = join(root, "extension/dist/chrome");

/** A copy has an id of its own, by which it is told from the extension of other tests. */
async function extensionFor(profile: string, world: World): Promise<string> {
  if (Object.keys(world).length === 0) return built;
  const copy = join(profile, "extension");
  await cp(built, copy, { recursive: true });
  await world.alter?.(copy);
  return copy;
}
