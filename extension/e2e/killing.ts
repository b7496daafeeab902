/**
 * Stops the worker at a chosen point of its work, so that it can be killed exactly there. Everything
 * the worker waits for goes through a few doors of the browser: each call of one is a point.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Alter, Browser } from "./browser.ts";
import { until } from "./wait.ts";

/** Where the plan and its outcome stand: in memory of the browser, which outlives the worker. */
const key = "killing";

/** Plans a count without a stop. */
const never = -1;

interface Noted {
  readonly at: number;
  /** The last point passed, or the one stopped at. */
  readonly count?: number;
  readonly door?: string;
}

/**
 * Runs in the worker before anything else. Calls are counted from the worker's birth or from the
 * moment a plan is made, whichever is later; the one planned is noted and never returns.
 */
function stopAtPoints(key: string): void {
  const memory = chrome.storage.session;
  const read = memory.get.bind(memory);
  const write = memory.set.bind(memory);
  let count = 0;
  let planned = read(key).then((held) => (held[key] as Noted | undefined)?.at ?? 0);
  memory.onChanged.addListener((changes) => {
    const next = changes[key]?.newValue as Noted | undefined;
    if (next === undefined || next.count !== undefined) return;
    count = 0;
    planned = Promise.resolve(next.at);
  });
  const point = async (door: string): Promise<void> => {
    const at = await planned;
    if (at === 0) return;
    count += 1;
    if (at < 0) await write({ [key]: { at, count } });
    if (at !== count) return;
    await write({ [key]: { at: 0, count, door } });
    await new Promise(() => undefined);
  };
  const guard = (owner: object, door: string): void => {
    const real = Reflect.get(owner, door).bind(owner) as (...given: unknown[]) => unknown;
    const guarded = (...given: unknown[]) => point(door).then(() => real(...given));
    Object.defineProperty(owner, door, { value: guarded, configurable: true, writable: true });
  };
  for (const area of [chrome.storage.local, memory]) {
    for (const door of ["get", "set", "remove"]) guard(area, door);
  }
  guard(globalThis, "fetch");
  for (const door of ["compileStreaming", "instantiate"]) guard(WebAssembly, door);
}

/** Puts the counting in front of the worker's own code. */
export const withPoints: Alter = async (extension) => {
  const file = join(extension, "background.js");
  const worker = await readFile(file, "utf8");
  await writeFile(file, `(${String(stopAtPoints)})(${JSON.stringify(key)});\n${worker}`);
};

/** A piece of work during which the worker is killed. */
export interface Work {
  /** Not part of it: what must stand before it begins. */
  ready(): Promise<void>;
  begin(): Promise<void>;
  over(): Promise<boolean>;
  /** Passes when the work is done as if nothing had happened. */
  end(): Promise<void>;
}

export class Killing {
  private readonly browser: Browser;
  private readonly page: Page;

  private constructor(browser: Browser, page: Page) {
    this.browser = browser;
    this.page = page;
  }

  /** Looks into the browser's memory from a page that stays in the background. */
  static async open(browser: Browser): Promise<Killing> {
    const page = await browser.context.newPage();
    await page.goto(browser.address("options.html"));
    return new Killing(browser, page);
  }

  /** How many points the work has. */
  async count(work: Work): Promise<number> {
    await work.ready();
    await this.plan(never);
    await work.begin();
    await until("the work to be over", () => work.over());
    const points = (await this.noted())?.count ?? 0;
    await this.plan(0);
    await work.end();
    return points;
  }

  /** Does the work and kills the worker at its `at`-th point; tells at which door that was. */
  async at(at: number, work: Work): Promise<string> {
    await work.ready();
    await this.plan(at);
    await work.begin();
    const door = await until("the point, or the end of the work", async () => {
      return (await this.noted())?.door ?? ((await work.over()) && "none");
    });
    await this.plan(0);
    await this.browser.closeWorker();
    await work.end();
    return door;
  }

  /** An exchange with the server, from its beginning to its end. */
  async sync(): Promise<void> {
    const message = { kind: "command", command: { kind: "sync" } };
    await this.page.evaluate((said) => chrome.runtime.sendMessage(said), message);
  }

  private async plan(at: number): Promise<void> {
    await this.page.evaluate(([key, at]) => chrome.storage.session.set({ [key]: { at } }), [
      key,
      at,
    ] as const);
  }

  private async noted(): Promise<Noted | undefined> {
    return this.page.evaluate(async (key) => {
      const held = await chrome.storage.session.get<Record<string, Noted>>(key);
      return held[key];
    }, key);
  }
}
