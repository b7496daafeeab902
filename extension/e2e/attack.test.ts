/** A hostile page: it may read what is painted, and learns and reaches nothing else. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Composer } from "./composer.ts";
import { call, knock, paint, patch, probe, traces } from "./hostile.ts";
import { openPlain } from "./plain.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

const feed = "https://www.linkedin.com/feed/";

/** What our own parts say to each other, and what would do harm if a page could say it. */
const messages = [
  { kind: "command", command: { kind: "unpair" } },
  { kind: "command", command: { kind: "sync" } },
  { kind: "command", command: { kind: "waive", tab: 1, seq: 1, finding: 0, reason: "a page" } },
  { kind: "held", cause: "block" },
  { kind: "policy", policy: { reading: true, painting: false, holding: false, surfaces: [] } },
  { kind: "insert", text: "put in by a page", story: "", code: "", url: "" },
  { kind: "fix", seq: 1, edits: [{ start: 0, end: 10, text: "" }] },
  { kind: "draft", seq: 1, text: promise, surface: "post" },
  { kind: "describe" },
];

test("no message of the page reaches the extension", async () => {
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await panel.finding(promissory).waitFor();
  // Asked for when a composer gets the focus, and the last thing to be asked for without a cause.
  await until("the stream", () => scene.line.seen.some(({ url }) => url === "/v1/stream"));
  const sent = scene.line.seen.length;
  const given = { id: scene.browser.extension, messages };
  expect(await composer.page.evaluate(call, given)).toEqual([]);
  expect(await composer.page.evaluate(knock, given)).toEqual([]);

  expect(await commandedFromContent(composer.page)).toEqual("refused");
  expect(await composer.text()).toBe(promise);
  await composer.waitPainted("Guaranteed");
  expect(await panel.part("held").count()).toBe(0);
  expect(await panel.finding(promissory).getByTestId("waived").count()).toBe(0);
  expect(scene.line.seen.length).toBe(sent);
  await close(composer, panel);
});

test("a press that the page makes itself is no press of the person's", async () => {
  const { composer, panel } = await scene.writing("classic");
  const shares = await panel.number("shares");
  await composer.type(promise);
  await panel.finding(promissory).waitFor();
  await composer.postButton.evaluate((button) => {
    for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
      const how = { bubbles: true, cancelable: true, composed: true };
      if (kind !== "click") button.dispatchEvent(new PointerEvent(kind, how));
    }
    (button as HTMLElement).click();
  });
  await until("the page to have posted", async () => !(await composer.isOpen()));
  expect(await panel.part("held").count()).toBe(0);

  // What the person shares next is the only share.
  await composer.open();
  await composer.type("Our team at Acme shipped AcmeX 4 today. #AcmeEmployee");
  await panel.waitVerdict("clear");
  await composer.page.bringToFront();
  await composer.postButton.click();
  await until("the share", async () => {
    await panel.sync();
    return (await panel.number("shares")) > shares;
  });
  expect(await panel.number("shares")).toBe(shares + 1);
  await close(composer, panel);
});

test("no file of the extension is told from one that is not there", async () => {
  const page = await scene.browser.context.newPage();
  // Without a policy of its own, which would refuse every address alike.
  await page.route(`${feed}open`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><body></body>" }),
  );
  await page.goto(`${feed}open`);
  const files = [
    "manifest.json",
    "panel.html",
    "content.js",
    "panel.css",
    "icons/16.png",
    "build.json",
  ];
  const ours = await page.evaluate(probe, { id: scene.browser.extension, files });
  await page.reload();
  const nobodys = await page.evaluate(probe, { id: "abcdefghijklmnopabcdefghijklmnop", files });
  expect(ours).toEqual(nobodys);
  expect(ours.join()).not.toMatch(/answers|(img|script|link) \S+ loads/);
  await page.close();
});

test("the page looks the same as without the extension, but for what is painted", async () => {
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  const plain = await openPlain(scene.fixture.port);
  await plain.composer.type(promise);
  const bare = await plain.composer.page.evaluate(traces);
  await plain.close();
  expect(await composer.page.evaluate(traces)).toEqual(bare);

  const { names, words, rules } = await composer.page.evaluate(paint);
  for (const name of names) expect(name).toMatch(/^h[0-9a-f]{8}\d$/);
  for (const each of words) expect(promise).toContain(each);
  const css = rules.join("\n");
  expect(css).toMatch(/::highlight\(h[0-9a-f]{8}\d\)/);
  expect(css).not.toMatch(/vouch|finra|review|warn|advise|guaranteed/i);
  await close(composer, panel);
});

test("a page that patches what scripts lean on sees nothing and stops nothing", async () => {
  const page = await scene.browser.context.newPage();
  await page.addInitScript(patch);
  await page.goto(feed);
  const composer = new Composer(page, "classic");
  const panel = await scene.panel(page);
  await page.bringToFront();
  await composer.open();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  await panel.finding(promissory).getByTestId("fix").first().click();
  await panel.finding(promissory).waitFor({ state: "detached" });
  expect(await page.evaluate(() => (window as unknown as { caught: string[] }).caught)).toEqual([]);
  await close(composer, panel);
});

/** A page that broke out of its own world into the content script's still commands nothing. */
async function commandedFromContent(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const world = new Promise<number>((resolve) => {
    cdp.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.origin.startsWith("chrome-extension:")) resolve(context.id);
    });
  });
  await cdp.send("Runtime.enable");
  const expression = `chrome.runtime.sendMessage(${JSON.stringify(messages[0])})
    .then((answer) => (answer === undefined ? "refused" : "done"), () => "refused")`;
  const contextId = await world;
  const { result } = await cdp.send("Runtime.evaluate", {
    expression,
    contextId,
    awaitPromise: true,
  });
  await cdp.detach();
  return String(result.value);
}

async function close(...held: { page: { close(): Promise<void> } }[]): Promise<void> {
  for (const each of held) await each.page.close();
}
