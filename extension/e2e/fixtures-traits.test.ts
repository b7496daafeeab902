/** The stand-in behaves as what is known of LinkedIn's pages, with the extension loaded but idle. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Fixture, startFixture } from "../fixtures/server.ts";
import { Browser } from "./browser.ts";
import { Composer } from "./composer.ts";
import { type Place, places } from "./places.ts";

let fixture: Fixture;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  fixture = await startFixture();
  browser = await Browser.start(fixture.port);
});

afterAll(async () => {
  await browser?.close();
  await fixture?.close();
});

beforeEach(async () => {
  page = await browser.context.newPage();
});

afterEach(async () => {
  await page.close();
});

describe("as is known of them", () => {
  test("an empty post cannot be sent, and a comment shows no button for it", async () => {
    for (const place of ["classic", "interop", "sdui"] as const) {
      const composer = await opened(place);
      expect(await composer.postButton.isDisabled()).toBe(true);
    }
    for (const place of ["comment classic", "comment sdui"] as const) {
      const composer = await opened(place);
      expect(await composer.postButton.count()).toBe(0);
      await composer.type("x");
      await composer.postButton.waitFor();
      await composer.clear();
      await composer.postButton.waitFor({ state: "detached" });
    }
  });

  test("the newer dialog replaces its first node, and its button turns into Schedule", async () => {
    await page.goto(Composer.addressOf("sdui", ""));
    await page.locator(places.sdui.way[0]).click();
    const placeholder = await page.waitForSelector('dialog[open]:not(:has([role="textbox"]))');
    const composer = new Composer(page, "sdui");
    await composer.editor.waitFor();
    expect(await placeholder.evaluate((dialog) => dialog.isConnected)).toBe(false);
    const plain = page.locator("dialog button:not([class]):not([aria-label])");
    expect(await plain.allInnerTexts()).toEqual(["Post"]);
    const post = await plain.elementHandle();
    await page.getByRole("button", { name: "Schedule post" }).click();
    expect(await post?.innerText()).toBe("Schedule");
  });

  test("decoys are there: a clipboard, a hidden frame, search boxes", async () => {
    await opened("comment classic");
    expect(await page.locator('.ql-clipboard[contenteditable="true"]').count()).toBe(1);
    await opened("interop");
    const frame = page.frameLocator('iframe[src="/preload/"]');
    await frame.locator('.ql-editor[contenteditable="true"]').waitFor();
    expect(await page.locator('[role="combobox"], [role="searchbox"]').count()).toBe(2);
  });

  test("entities are nodes of their own, and a list is a list", async () => {
    for (const place of ["classic", "interop", "sdui"] as const) {
      const composer = await opened(place);
      await composer.type("With @Grac");
      await page.locator('[role="option"]').first().waitFor();
      await page.keyboard.press("Enter");
      await composer.type("and #AcmeEmployee now");
      const entities = composer.editor.locator(".ql-mention, .ql-hashtag, [data-type]");
      expect(await entities.allInnerTexts()).toEqual(["Grace Example", "#AcmeEmployee"]);
      if (place === "interop") continue; // Quill 1 knows no caret in a shadow root
      await composer.type("\n- one\ntwo");
      expect(await composer.editor.locator("ul li").allInnerTexts()).toEqual(["one", "two"]);
      await page.getByRole("button", { name: "Open Emoji Keyboard" }).first().click();
      expect(await composer.editor.innerText()).toContain("two🚀");
    }
  });

  test("several composers stand open at once", async () => {
    await opened("message overlay");
    await opened("comment classic", false);
    await opened("classic", false);
    expect(await page.locator('[contenteditable="true"][role="textbox"]').count()).toBe(3);
  });

  test("five hundred posts, each three times under keys of one name", async () => {
    await page.goto("https://www.linkedin.com/feed/?ui=sdui&posts=500");
    await page.locator('[role="listitem"]').nth(499).waitFor();
    const keys = await page
      .locator('[componentkey^="expanded"], [role="listitem"] [componentkey]')
      .evaluateAll((all) => all.map((each) => each.getAttribute("componentkey") ?? ""));
    const bare = keys.map((each) => each.replace(/^expanded|FeedType_.*$/g, ""));
    expect(keys.length).toBe(1500);
    expect(new Set(bare.map((each) => each.replace(/^expanded/, ""))).size).toBe(500);
    await page.goto("https://www.linkedin.com/feed/?posts=500");
    expect(await page.locator("[data-urn]").count()).toBe(500);
  });

  test("a page speaks the language it was asked for", async () => {
    await page.goto("https://www.linkedin.com/feed/?ui=sdui&lang=de");
    await page.getByRole("button", { name: "Beitrag beginnen" }).click();
    await page.locator('dialog button:text-is("Posten")').waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
  });
});

describe("moving between addresses", () => {
  test.each(["", "?ui=interop", "?ui=sdui"])("loads no page (%s)", async (query) => {
    await page.goto(`https://www.linkedin.com/feed/${query}`);
    await page.locator('[role="article"], [role="listitem"]').first().waitFor();
    const outlet = await page.locator("#interop-outlet").elementHandles();
    const loads = fixture.seen.length;
    await page.getByRole("link", { name: "Messages" }).click();
    await page.locator('[aria-label="Write a message…"]').first().waitFor();
    await page.getByRole("link", { name: "Me", exact: true }).click();
    await page.getByRole("button", { name: "Connect" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/in/ada-advocate/");
    await page.goBack();
    await page.goBack();
    await page.locator('[role="article"], [role="listitem"]').first().waitFor();
    const pages = /^\/(in|messaging|feed)\//;
    expect(fixture.seen.slice(loads).filter((each) => pages.test(each.url))).toEqual([]);
    // The host of the shadow root is another one by now.
    for (const each of outlet) expect(await each.evaluate((it) => it.isConnected)).toBe(false);
  });

  test("a server-driven page is dead until it is hydrated", async () => {
    await page.goto("https://www.linkedin.com/feed/?ui=sdui", { waitUntil: "commit" });
    await page.locator("#workspace").waitFor({ state: "attached" });
    expect(await page.locator("body[data-rehydrated]").count()).toBe(0);
    await page.locator('body[data-rehydrated="true"]').waitFor();
  });
});

async function opened(place: Place, load = true): Promise<Composer> {
  if (load) await page.goto(Composer.addressOf(place, ""));
  const composer = new Composer(page, place);
  await composer.open();
  return composer;
}
