/** The stand-in publishes what is written in it, by its own buttons and keys; the extension is idle. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Fixture, type Published, startFixture } from "../fixtures/server.ts";
import { Browser } from "./browser.ts";
import { Composer } from "./composer.ts";
import { type Place, places } from "./places.ts";
import { until } from "./wait.ts";

let fixture: Fixture;
let browser: Browser;
let page: Page;
let faults: string[];

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
  faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
});

afterEach(async () => {
  await page.close();
  expect(faults).toEqual([]);
  expect(fixture.seen.filter((each) => each.url === "/security/csp")).toEqual([]);
});

const sending = (Object.keys(places) as Place[]).filter(
  (each) => places[each].published !== "" && each !== "inmail subject",
);

test.each(sending)("%s", async (place) => {
  await page.goto(Composer.addressOf(place, ""));
  const composer = new Composer(page, place);
  const ways = places[place].sending.keys.map((key) => () => composer.pressKey(key));
  if (places[place].sending.button !== "") ways.push(() => composer.press());
  for (const [at, send] of ways.entries()) {
    if (!(await composer.isOpen())) await composer.open();
    await composer.type(`Line ${at}, all of it`);
    expect(await composer.text()).toContain(`Line ${at}, all of it`);
    if (composer.where.sending.button !== "") {
      await until("the button", () => composer.postButton.isEnabled());
    }
    const before = fixture.published.length;
    await send();
    expect(wordsOf(place, await next(before))).toContain(`Line ${at}, all of it`);
    await until("the editor to be empty or gone", () => composer.isOut());
  }
});

test("an article's headline and body go with its announcement", async () => {
  await page.goto(Composer.addressOf("article title", ""));
  const title = new Composer(page, "article title");
  await title.type("How we moved");
  await new Composer(page, "article").type("Slowly.\nThen at once.");
  const announcement = new Composer(page, "announcement");
  await announcement.open();
  await announcement.type("I wrote it down.");
  const before = fixture.published.length;
  await announcement.press();
  expect((await next(before)).body).toEqual({
    title: "How we moved",
    text: "Slowly.\nThen at once.",
    announcement: "I wrote it down.",
  });
});

test("a message's subject goes with it", async () => {
  await page.goto(Composer.addressOf("inmail subject", ""));
  await new Composer(page, "inmail subject").type("An idea");
  const body = new Composer(page, "inmail");
  await body.type("Hello there");
  const before = fixture.published.length;
  await body.press();
  expect((await next(before)).body).toEqual({ subject: "An idea", text: "Hello there" });
});

/** What is published after so many. */
async function next(count: number): Promise<Published> {
  return until("the page to publish", () => fixture.published[count]);
}

function wordsOf(place: Place, { kind, body }: Published): unknown {
  const { published, field } = places[place];
  expect(kind).toBe(published);
  return field
    .split(".")
    .reduce<unknown>((held, name) => (held as Record<string, unknown>)[name], body);
}
