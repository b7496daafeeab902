/**
 * In Firefox the worker is an event page, which dies when it has been idle, and an update of the
 * extension ends what runs of it in every page at once. Nobody may notice either.
 */
import { beforeAll, expect, test } from "vitest";
import { promise, promissory } from "../e2e/scene.ts";
import { until } from "../e2e/wait.ts";
import type { Backstage } from "./backstage.ts";
import { closeAll, type Scene } from "./scene.ts";
import { Sidebar } from "./sidebar.ts";

export function survival(scene: () => Scene): void {
  let backstage: Backstage;

  beforeAll(async () => {
    backstage = await scene().backstage();
    const sidebar = new Sidebar(backstage.page);
    // While it stands open it wakes the event page by itself.
    if ((await sidebar.said()) !== undefined) await sidebar.close();
  });

  test("killed between two keystrokes, the next finding still comes", async () => {
    const composer = await scene().page("classic");
    await composer.open();
    await composer.type("We like AcmeX. Guaranteed 8% retur");
    await scene().firefox.endEventPage();
    await composer.type("ns with it!");
    await composer.waitPainted("Guaranteed");
    await composer.page.close();
  });

  test("left alone until it is dead, a draft is held, shown and mended as before", async () => {
    const composer = await scene().page("classic");
    await composer.open();
    await composer.type(promise);
    await composer.waitPainted("Guaranteed");
    await composer.leave();
    await scene().firefox.endEventPage();
    await composer.post();
    expect(await composer.isOpen()).toBe(true);
    const panel = await scene().panel(composer.page);
    await panel.waitWords("held", "has not gone out");
    await panel.waitFinding(promissory);
    await panel.page.close();

    await scene().firefox.endEventPage();
    const again = await scene().panel(composer.page);
    await again.waitFinding(promissory);
    await again.fix(promissory);
    await again.waitNoFinding(promissory);
    expect(await composer.text()).not.toBe(promise);
    await closeAll(composer, again);
  });

  test("a share told in vain is told again at the next alarm, and counts once", async () => {
    const { composer, panel } = await scene().writing("classic");
    const before = await panel.number("shares");
    const told = scene().told("shared").length;
    const shares = (): Record<string, unknown>[] => scene().told("shared").slice(told);
    await composer.type("Our team at Acme shipped AcmeX 4 today. #AcmeEmployee");
    await panel.waitVerdict("clear");
    scene().line.loses = (url) => url === "/v1/sync";
    await composer.post();
    await until("the share to arrive", () => shares().length > 0);
    await scene().firefox.endEventPage();
    scene().line.loses = () => false;
    expect(await backstage.waiting("shared")).toBe(1);

    await backstage.hour();
    await until("the receipt", async () => (await backstage.waiting("shared")) === 0);
    await panel.page.bringToFront();
    await until("the share", async () => (await panel.number("shares")) === before + 1);
    expect(shares().length).toBeGreaterThan(1);
    expect(new Set(shares().map(({ id }) => id)).size).toBe(1);
    await closeAll(composer, panel);
  });

  test("updated while somebody writes, the words are underlined anew, held and mended", async () => {
    const { composer, panel } = await scene().writing("classic");
    await composer.type(promise);
    await composer.waitPainted("Guaranteed");
    await panel.page.close();
    const [painted, names] = [await composer.painted(), await composer.names()];
    await scene().firefox.install();
    await until("the same words to be underlined by the new version, and by it alone", async () => {
      if ((await composer.painted()).join() !== painted.join()) return false;
      return (await composer.names()).every((each) => !names.includes(each));
    });
    await composer.post();
    const after = await scene().panel(composer.page);
    await after.waitWords("held", "has not gone out");
    expect(await composer.isOpen()).toBe(true);
    await after.fix(promissory);
    await after.waitNoFinding(promissory);
    await composer.waitUnpainted();
    await closeAll(composer, after);
  });
}
