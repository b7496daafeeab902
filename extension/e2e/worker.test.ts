/** The worker dies whenever the browser likes; nobody may notice. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { promise, promissory, Scene } from "./scene.ts";
import { open } from "./writing.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

test.each(["classic", "interop"] as const)(
  "%s: killed between two keystrokes, the next finding still comes",
  async (place) => {
    const { composer, panel } = await scene.writing(place);
    await composer.type("We like AcmeX. ");
    await panel.waitVerdict("clear");
    await composer.type("Guaranteed 8% retur");
    await scene.browser.killWorker();
    await composer.type("ns with it!");
    await composer.waitPainted("Guaranteed");
    await panel.finding(promissory).waitFor();

    await scene.browser.killWorker();
    await composer.clear();
    await composer.type("We like AcmeX.");
    await composer.waitUnpainted();
    await composer.page.close();
    await panel.page.close();
  },
);

test("killed while the person reads the panel, it still shows what was found, and mends it", async () => {
  const { composer, panel, inStep } = await open(scene, "classic");
  await composer.type(promise);
  await inStep();
  await composer.editor.blur();
  await panel.page.bringToFront();
  await scene.browser.killWorker();
  await inStep();
  await panel.finding(promissory).getByTestId("fix").first().click();
  await panel.finding(promissory).waitFor({ state: "detached" });
  await composer.waitUnpainted();
  await composer.page.close();
  await panel.page.close();
});

test("a share noted just before the worker dies is delivered by the next one", async () => {
  const { composer, panel } = await scene.writing("classic");
  const before = await panel.number("shares");
  scene.line.cut();
  await composer.type("Our team at Acme shipped AcmeX 4 today. #AcmeEmployee");
  await panel.waitVerdict("clear");
  await composer.page.bringToFront();
  await composer.postButton.click();
  await panel.waitText("verdict-head", "Posted");
  await panel.part("chapter-left").locator("summary").first().click();
  await panel.part("waiting").waitFor();
  await scene.browser.killWorker();
  scene.line.offline = false;
  await panel.sync();
  await panel.waitText("shares", String(before + 1));
  expect(await panel.part("waiting").count()).toBe(0);
});
