/** The six steps in Firefox: highlight, fix, undo, hold, share, suggestion. */
import { describe, expect, test } from "vitest";
import { promise, promissory } from "../e2e/scene.ts";
import { until } from "../e2e/wait.ts";
import { closeAll, type Place, type Scene } from "./scene.ts";

const places: Place[] = ["classic", "interop"];

export function sixSteps(scene: () => Scene): void {
  describe.each(places)("on the %s page", (place) => {
    test("a promise is underlined, held, mended and taken back", async () => {
      const { composer, panel } = await scene().writing(place);
      await composer.type(promise);
      await composer.waitPainted("Guaranteed");
      await panel.waitFinding(promissory);
      await composer.pause();

      const marked = await composer.picture();
      expect(await composer.picture()).toBe(marked);
      await composer.eraseMarks();
      expect(await composer.picture()).not.toBe(marked);

      await composer.post();
      await until("the popup with the reason", () => panel.popupStands());
      await panel.waitWords("held", "has not gone out");
      expect(await composer.isOpen()).toBe(true);
      expect(await composer.text()).toBe(promise);

      await panel.fix(promissory);
      await panel.waitNoFinding(promissory);
      expect(await composer.text()).not.toBe(promise);
      await composer.waitUnpainted();
      await composer.undo();
      await until("the words to be back", async () => (await composer.text()) === promise);
      await composer.waitPainted("Guaranteed");
      await closeAll(composer, panel);
    });

    test("a story is put in, posted, and counted as a share", async () => {
      const { composer, panel } = await scene().writing(place);
      const before = await panel.number("shares");
      await composer.type("Acme Cloud runs in Oslo now. ");
      await panel.press('[data-testid="story"] [data-testid="use"]');
      await until("the caption's link", async () => /\/l\/\w+/.test(await composer.text())).catch(
        async (cause: unknown) => {
          throw new Error(`${String(cause)}; the panel says:\n${await panel.said()}`);
        },
      );
      await panel.waitVerdict("clear");
      await composer.post();
      await until("the dialog to close", async () => !(await composer.isOpen()));
      await until("the share", async () => (await panel.number("shares")) === before + 1);
      await closeAll(composer, panel);
    });
  });

  test("without leave for LinkedIn nothing is checked there until the person gives it", async () => {
    const { composer, panel } = await scene().writing("classic");
    const origins = ["https://www.linkedin.com/*"];
    await panel.page.evaluate((taken) => chrome.permissions.remove({ origins: taken }), origins);
    await panel.part("access");
    await composer.page.reload();
    await composer.open();
    await composer.type(promise);
    expect(await composer.painted()).toEqual([]);
    await panel.click("access");
    await until(
      "the question to go",
      async () => (await panel.page.$('[data-testid="access"]')) === null,
    );
    await composer.type(" Really.");
    await composer.waitPainted("Guaranteed");
    await closeAll(composer, panel);
  });
}
