/**
 * The memory of a browser in which a draft of 3,000 characters stands: with the extension, without
 * it, and with harper.js in a worker of the page in its place. Whole processes are counted, each
 * shared page of memory by the share of those who have it (PSS, as the kernel tells).
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import type { Composer } from "../e2e/composer.ts";
import { memoryOf, tellingMemory } from "../e2e/memory.ts";
import { openPlain } from "../e2e/plain.ts";
import { Scene } from "../e2e/scene.ts";
import { root } from "../e2e/vouch.ts";
import { tell } from "./task.ts";

/** What the worker runs: the linter as its makers ship it, once around the draft. */
const worker = `
  import { LocalLinter } from "/harper/index.js";
  import { binary } from "/harper/binary.js";
  const linter = new LocalLinter({ binary });
  self.onmessage = async ({ data }) => {
    await linter.setup();
    await linter.lint(data);
    self.postMessage("done");
  };
`;
const sentence = "Our team at Acme runs AcmeX in Oslo, and I like it. ";
const draft = sentence.repeat(Math.floor(3000 / sentence.length));
const harper = join(root, "extension/node_modules/harper.js/dist");
const megabyte = 1024 * 1024;

const scene = await Scene.paired([], tellingMemory);
const { composer: ours, panel } = await scene.writing("classic");
await panel.page.close();
await write(ours);
await ours.type("Guaranteed 8% returns");
await ours.waitPainted("Guaranteed");
const held = await memoryOf(scene.browser, ours.page);
for (const each of ours.page.context().pages()) if (each !== ours.page) await each.close();
const withOurs = await total(scene.browser.cdp);

const plain = await openPlain(scene.fixture.port);
await write(plain.composer);
const bare = plain.composer.page.context().browser();
if (bare === null) throw new Error("the context has no browser");
const processes = await bare.newBrowserCDPSession();
const without = await total(processes);
await lintInWorker(plain.composer.page, harper);
const withTheirs = await total(processes);
await plain.close();
await scene.end();
tell({
  with: withOurs,
  without,
  harper: withTheirs - without,
  worker: held.worker / megabyte,
  checker: held.checker / megabyte,
  tab: held.tab / megabyte,
});

async function write(composer: Composer): Promise<void> {
  await composer.page.bringToFront();
  await composer.editor.focus();
  await composer.page.keyboard.insertText(draft);
}

/** Megabytes of all processes of a browser. */
async function total(cdp: CDPSession): Promise<number> {
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  let kilobytes = 0;
  for (const { id } of processInfo) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8");
    kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

/** Lets harper.js check the draft in a worker of the page, which stays alive. */
async function lintInWorker(page: Page, folder: string): Promise<void> {
  const types: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };
  await page.context().route("**/harper/*", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    const body = name === "worker.js" ? worker : await readFile(join(folder, name));
    const contentType = types[name.split(".").at(-1) ?? ""] ?? "";
    await route.fulfill({ body, contentType });
  });
  await page.evaluate(
    (text) =>
      new Promise((resolve, reject) => {
        const started = new Worker("/harper/worker.js", { type: "module" });
        Object.assign(window, { started });
        started.onmessage = resolve;
        started.onerror = (event) => reject(new Error(event.message));
        started.postMessage(text);
      }),
    draft,
  );
}
