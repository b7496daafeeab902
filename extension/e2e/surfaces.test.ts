/** LinkedIn changes a page, and a push mends it in the page that stands open. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Rewrite } from "../fixtures/server.ts";
import { Composer } from "./composer.ts";
import { Desk } from "./desk.ts";
import { places } from "./places.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { vouch } from "./vouch.ts";

let scene: Scene;
let folder: string;
let to: string[];

beforeAll(async () => {
  scene = await Scene.paired();
  const desk = await Desk.enter(scene);
  folder = await mkdtemp(join(tmpdir(), "vouch-surfaces-"));
  const token = join(folder, "token");
  await writeFile(token, await desk.token(), { mode: 0o600 });
  to = ["--server", scene.vouch.run.url, "--token-file", token];
  await desk.page.close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await scene?.end();
});

async function file(name: string, surfaces: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(surfaces, undefined, 2));
  return path;
}

/** The editor loses its class and its role, by which everything that ships finds it. */
const changed: Rewrite = (path, text) =>
  path.endsWith("/parts/quill.js")
    ? text.replace(
        /role: "textbox",\s*\}\);/,
        'role: "application" });\n  quill.root.classList.replace("ql-editor", "writing-room");',
      )
    : text;

const mend = {
  format: 1,
  editors: {
    rich: [
      '[contenteditable="true"]',
      '[contenteditable=""]',
      '[contenteditable="plaintext-only"]',
    ],
    like: ['[role="textbox"]', ".ql-editor", ".ProseMirror", ".writing-room"],
    engines: [".ql-editor", ".ProseMirror", ".tiptap", ".writing-room"],
    fields: ["textarea", 'input[type="text"]', "input:not([type])"],
    decoys: [".ql-clipboard", '[role="combobox"]', '[role="searchbox"]', '[type="search"]'],
    search: ['[role="search"]', '[role="searchbox"]'],
    combobox: ['[role="combobox"]'],
    frames: ["/preload/"],
  },
};

test("a place whose signs died is found again in the open page, within the life of a stream", async () => {
  scene.fixture.rewrite = changed;
  const page = await scene.browser.context.newPage();
  await page.goto(Composer.addressOf("classic", ""));
  const where = { ...places.classic, editor: '[data-test-modal-id="sharebox"] .writing-room' };
  const composer = new Composer(page, "classic", where);
  await composer.open();
  await composer.type(promise);
  const loaded = await page.evaluate(() => performance.timeOrigin);

  // Somebody writes elsewhere: that is what a stream is open for.
  const elsewhere = await scene.writing("practice");
  await elsewhere.composer.type("AcmeX is here. ");
  await elsewhere.panel.waitVerdict("clear");
  expect(await composer.painted()).toEqual([]);

  const live = await vouch(["surfaces", "publish", ...to, await file("mend.json", mend)]);
  expect(live).toMatchObject({ code: 0, out: expect.stringContaining("Revision 1 is live") });
  await composer.waitPainted("Guaranteed");
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);

  const panel = await scene.panel(page);
  await page.bringToFront();
  await panel.finding(promissory).waitFor();
  await composer.press();
  await panel.part("held").waitFor();
  await elsewhere.composer.page.close();
  await elsewhere.panel.page.close();
  await panel.page.close();
  await page.close();
});

test("a page that comes later knows it too; after a rollback none does", async () => {
  const where = { ...places.interop, editor: '[data-test-modal-id="sharebox"] .writing-room' };
  const page = await scene.browser.context.newPage();
  await page.goto(Composer.addressOf("interop", ""));
  const composer = new Composer(page, "interop", where);
  await composer.open();
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  await page.close();

  const back = await vouch(["surfaces", "rollback", ...to, "--why", "LinkedIn took it back"]);
  expect(back).toMatchObject({ code: 0 });
  const { out } = await vouch(["surfaces", "list", ...to]);
  expect(out.split("\n")).toEqual([
    expect.stringMatching(/^2 .*rolled back.*LinkedIn took it back$/),
    expect.stringMatching(/^1 .*published/),
    "",
  ]);
  scene.fixture.rewrite = (_path, text) => text;
});

test("a file that breaks a place is refused with the place named, and what is live stays", async () => {
  const broken = { format: 1, places: { comment: { structure: [".gone"] } } };
  const { code, out } = await vouch([
    "surfaces",
    "publish",
    ...to,
    await file("broken.json", broken),
  ]);
  expect(code).toBe(1);
  expect(out).toContain("snapshots/comment-classic.html: comment body classic");
  const { out: listed } = await vouch(["surfaces", "list", ...to]);
  expect(listed).toMatch(/^2 /);
});
