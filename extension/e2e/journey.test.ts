/** The main job, from the first keystroke to the console, on every page that has a composer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Place } from "./composer.ts";
import { Desk } from "./desk.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

/** A draft that stories fit. */
const opening = "Acme Cloud runs in Oslo now. ";

// Before all other clicks: each of those counts when the server has come to it.
test("a click counts once for a person and never for a bot", async () => {
  const { composer, panel } = await scene.writing("classic");
  await composer.type(opening);
  const fresh = panel.part("story").last();
  await fresh.getByTestId("use").first().click();
  const link = await until(
    "the link",
    async () => /https?:\/\/\S+\/l\/\w+/.exec(await composer.text())?.[0],
  );
  const before = await panel.number("clicks");
  const get = (agent: string): Promise<Response> =>
    fetch(link, { redirect: "manual", headers: { ...human, "user-agent": agent } });
  expect((await get("LinkedInBot/1.0 (compatible; Mozilla/5.0)")).status).toBe(302);
  expect((await get(`${human["user-agent"]} Edg/140.0`)).status).toBe(302);
  await until("the click", async () => {
    await panel.sync();
    return (await panel.number("clicks")) > before;
  });
  expect(await panel.number("clicks")).toBe(before + 1);
  await close(composer, panel);
});

const places: Place[] = ["classic", "interop", "practice"];

describe.each(places)("on the %s page", (place) => {
  test("a promise is underlined, explained, mended and taken back", async () => {
    const { composer, panel } = await scene.writing(place);
    await composer.type(promise);
    await composer.waitPainted("Guaranteed");
    await composer.pause();

    await panel.finding(promissory).waitFor();
    const card = panel.finding(promissory);
    expect(await card.getByTestId("finding-message").innerText()).not.toBe("");
    expect(await card.getByTestId("finding-source").innerText()).not.toBe("");
    expect(await card.getByTestId("finding-owner").innerText()).toContain("Ask ");
    await until("the badge to count", async () => (await badge(composer.page.url())) !== "");

    await card.getByTestId("fix").first().click();
    await card.waitFor({ state: "detached" });
    expect(await composer.text()).not.toBe(promise);
    await composer.waitUnpainted();

    await composer.page.bringToFront();
    await composer.editor.focus();
    await composer.page.keyboard.press("Control+Z");
    await until("the words to be back", async () => (await composer.text()) === promise);
    await composer.waitPainted("Guaranteed");
    await close(composer, panel);
  });

  test("a story is used, shared, clicked, and counted", async () => {
    const { composer, panel } = await scene.writing(place);
    const before = { points: await panel.number("balance"), shares: await panel.number("shares") };
    await composer.type(opening);
    const story = panel.part("story").first();
    await story.getByTestId("use").first().click();
    const link = await until(
      "the caption with its link",
      async () => /https?:\/\/\S+\/l\/\w+/.exec(await composer.text())?.[0],
    );
    await panel.waitVerdict("clear");

    await until("Post to be enabled", () => composer.postButton.isEnabled());
    await composer.page.bringToFront();
    await composer.postButton.click();
    await until("the dialog to close", async () => !(await composer.isOpen()));
    await until("the share", async () => (await panel.number("shares")) === before.shares + 1);
    const earned = (await panel.number("balance")) - before.points;
    expect(earned).toBeGreaterThanOrEqual(0); // a story earns once a day
    expect(await panel.part("entry").first().innerText()).not.toBe("");

    const answer = await fetch(link, { redirect: "manual", headers: human });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toContain("acme.example");
    await close(composer, panel);
  });
});

test("the console shows the shares, the clicks and the points", async () => {
  const desk = await Desk.enter(scene);
  const words = (await desk.page.innerText("main")).toLowerCase();
  for (const word of ["shares", "clicks", "points"]) expect(words).toContain(word);
  expect(await desk.page.locator("main svg").count()).toBeGreaterThan(0);
  await desk.page.close();
});

const human = {
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  accept: "text/html",
  "accept-language": "en",
};

/** The number on the toolbar button of the tab that shows an address. */
async function badge(address: string): Promise<string> {
  const page = await scene.browser.context.newPage();
  await page.goto(scene.browser.address("options.html"));
  const text = await page.evaluate(async (url) => {
    const tabs = await chrome.tabs.query({});
    const tabId = tabs.filter((each) => each.url === url).at(-1)?.id;
    return tabId === undefined ? "" : chrome.action.getBadgeText({ tabId });
  }, address);
  await page.close();
  return text;
}

async function close(...held: { page: { close(): Promise<void> } }[]): Promise<void> {
  for (const each of held) await each.page.close();
}
