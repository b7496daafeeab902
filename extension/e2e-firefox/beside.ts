/** The sidebar itself, opened as a person opens it, beside the page they write in. */
import { expect, test } from "vitest";
import { promise, promissory } from "../e2e/scene.ts";
import { until } from "../e2e/wait.ts";
import { Panel } from "./panel.ts";
import { closeAll, type Scene } from "./scene.ts";
import { Sidebar } from "./sidebar.ts";

const card = `[data-testid="finding"][data-rule="${promissory}"]`;

export function beside(scene: () => Scene): void {
  test("a press in the popup opens the sidebar, which shows and mends what stands beside it", async () => {
    const backstage = await scene().backstage();
    const sidebar = new Sidebar(backstage.page);
    // Firefox opens it once, when the extension is installed.
    await sidebar.waitOpen(true);
    await sidebar.close();
    const composer = await scene().page("classic");
    await composer.open();
    await composer.type(promise);
    await composer.waitPainted("Guaranteed");

    const popup = new Panel(await scene().firefox.own("popup.html"));
    await popup.click("open-panel");
    await sidebar.waitOpen(true);
    await composer.page.bringToFront();
    await sidebar.waitFor(card);
    expect(await sidebar.violations()).toEqual([]);
    await sidebar.unfold();
    expect(await sidebar.violations()).toEqual([]);

    await sidebar.write(`${card} [data-testid="dispute-note"]`, "It is a joke.");
    await sidebar.press(`${card} [data-testid="dispute-send"]`);
    await until("the dispute to leave", () => scene().told("disputed").length === 1);
    expect(scene().told("disputed")[0]).toMatchObject({ rule: promissory, note: "It is a joke." });

    await sidebar.write(`${card} [data-testid="override-reason"]`, "Agreed with compliance");
    await sidebar.press(`${card} [data-testid="override-save"]`);
    await sidebar.waitFor(`${card} [data-testid="waived"]`);
    await sidebar.press(`${card} [data-testid="unwaive"]`);

    await sidebar.press(`${card} [data-testid="fix"]`);
    await sidebar.waitGone(card);
    expect(await composer.text()).not.toBe(promise);
    await composer.waitUnpainted();
    await closeAll(composer, popup, backstage);
  });
}
