/** How much memory the worker and a tab hold once everything unreachable is gone. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Alter, Browser } from "./browser.ts";

/** Bytes. */
export interface Memory {
  readonly tab: number;
  readonly worker: number;
  /** Linear memory of the checker's module, which never shrinks. */
  readonly checker: number;
}

interface HeapUsage {
  readonly usedSize: number;
}

/** Lets the worker tell of its checker's memory, without keeping it. */
export const tellingMemory: Alter = async (extension) => {
  const file = join(extension, "background.js");
  const worker = await readFile(file, "utf8");
  await writeFile(file, `(${String(watchChecker)})();\n${worker}`);
};

function watchChecker(): void {
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  const real = WebAssembly.instantiate.bind(WebAssembly) as (
    module: WebAssembly.Module,
    imports?: WebAssembly.Imports,
  ) => Promise<WebAssembly.Instance>;
  const watched: typeof real = async (module, imports) => {
    const instance = await real(module, imports);
    const memory = instance.exports["memory"]; // the courier's has another name
    if (memory instanceof WebAssembly.Memory) memories.push(new WeakRef(memory));
    return instance;
  };
  const total = (): number =>
    memories.reduce((sum, each) => sum + (each.deref()?.buffer.byteLength ?? 0), 0);
  Object.assign(WebAssembly, { instantiate: watched });
  Object.assign(globalThis, { checkerBytes: total });
}

export async function memoryOf(browser: Browser, page: Page): Promise<Memory> {
  const target = await browser.workerTarget();
  if (target === undefined) throw new Error("there is no worker to measure");
  await browser.ask(target, "HeapProfiler.collectGarbage");
  const worker = await browser.ask<HeapUsage>(target, "Runtime.getHeapUsage");
  const checker = await browser.evaluate(target, "String(checkerBytes())");
  const tab = await page.context().newCDPSession(page);
  await tab.send("HeapProfiler.collectGarbage");
  const { usedSize } = await tab.send("Runtime.getHeapUsage");
  await tab.detach();
  return { tab: usedSize, worker: worker.usedSize ?? 0, checker: Number(checker) };
}
