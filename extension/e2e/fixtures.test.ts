/** The stand-in behaves as what is known of LinkedIn's pages, with the extension loaded but idle. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Fixture, startFixture } from "../fixtures/server.ts";
import { Browser } from "./browser.ts";
import { Composer } from "./composer.ts";
import { until } from "./wait.ts";

let fixture: Fixture;
let browser: Browser;

beforeAll(async () => {
  fixture = await startFixture();
  browser = await Browser.start(fixture.port);
});

afterAll(async () => {
  await browser?.close();
  await fixture?.close();
});

test.each(["classic", "interop"] as const)("%s: a post goes out", async (place) => {
  const page = await browser.context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  await page.goto(Composer.addressOf(place, ""));
  const composer = new Composer(page, place);
  await composer.open();
  expect(await composer.postButton.isDisabled()).toBe(true);
  await composer.type("First line\nsecond line");
  expect(await composer.text()).toBe("First line\nsecond line");
  await until("Post to be enabled", () => composer.postButton.isEnabled());
  await composer.postButton.click();
  await until("the dialog to close", async () => !(await composer.isOpen()));
  const posted = await until("the page to publish", () =>
    fixture.seen.find((each) => each.method === "POST" && each.url.startsWith("/voyager/")),
  );
  expect(JSON.parse(posted.body.toString())).toEqual({
    commentaryV2: { text: "First line\nsecond line" },
  });
  expect(faults).toEqual([]);
  expect(fixture.seen.filter((each) => each.url === "/security/csp")).toEqual([]);
  await page.close();
});

test("moving between addresses loads no page", async () => {
  const page = await browser.context.newPage();
  await page.goto(Composer.addressOf("classic", ""));
  const loads = fixture.seen.length;
  await page.getByRole("link", { name: "Me", exact: true }).click();
  expect(new URL(page.url()).pathname).toBe("/in/ada-advocate/");
  await page.goBack();
  await new Composer(page, "classic").open();
  expect(fixture.seen.slice(loads).filter((each) => each.url.startsWith("/in/"))).toEqual([]);
  await page.close();
});
