/** Every case in a dedicated worker of headless Chromium, the page alone in its process. */
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { executable } from "../e2e/chromium.ts";
import type { Measured } from "./measure.ts";
import { readTask, tell } from "./task.ts";

const task = readTask();
const script = process.argv[3];
if (script === undefined) throw new Error("name the worker's script");

/** Cross-origin isolation makes the page's clock fine: 5 microseconds. */
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const served = new Map<string, string>([["/worker.js", script]]);
const place = (path: string): string => {
  const address = path === "" ? "" : `/${path.split("/").pop()}`;
  served.set(address, path);
  return address;
};
const cases = task.cases.map((each) => ({
  ...each,
  bundle: place(each.bundle),
  fewer: place(each.fewer),
}));
const placed = {
  ...task,
  checker: place(task.checker),
  goregexp: place(task.goregexp),
  limit: place(task.limit),
  cases,
};

async function answer(path: string, to: ServerResponse): Promise<void> {
  if (path === "/") {
    to.writeHead(200, { ...headers, "Content-Type": "text/html" }).end("<!doctype html>");
    return;
  }
  const file = served.get(path);
  if (file === undefined) {
    to.writeHead(404, headers).end();
    return;
  }
  const type = path.endsWith(".js") ? "text/javascript" : "application/octet-stream";
  to.writeHead(200, { ...headers, "Content-Type": type }).end(await readFile(file));
}

const server = createServer((request, to) => void answer(request.url ?? "/", to));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await chromium.launch({ executablePath: executable(), args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const told = await page.evaluate(
  (given) =>
    new Promise<unknown>((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(given);
    }),
  placed,
);
await browser.close();
server.close();
tell(told as Measured[]);
