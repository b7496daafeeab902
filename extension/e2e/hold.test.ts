/** The hold on Post: what stops a press, what lets it through, and what is told of it. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Composer } from "./composer.ts";
import { leaks } from "./leak.ts";
import type { Panel } from "./panel.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { until } from "./wait.ts";

const places = ["classic", "interop", "practice"] as const;

describe("with the checker at work", () => {
  let scene: Scene;
  let composer: Composer;
  let panel: Panel;

  beforeAll(async () => {
    scene = await Scene.paired();
  });

  afterAll(async () => {
    await scene?.end();
  });

  afterEach(async () => {
    await composer.page.close();
    await panel.page.close();
  });

  test.each(places)("%s: a block holds every press until it is waived", async (place) => {
    const told = waivers().length;
    ({ composer, panel } = await scene.writing(place));
    await composer.type(promise);
    await panel.finding(promissory).waitFor();
    await press(composer);
    await panel.waitText("held", "has not gone out");
    await press(composer);
    expect(await composer.isOpen()).toBe(true);
    expect(await composer.text()).toBe(promise);

    const reason = "Compliance agreed to pilot wording ZQ-77 today";
    const card = panel.finding(promissory);
    await card.getByTestId("override").locator("summary").click();
    await card.getByTestId("override-reason").fill(reason);
    await card.getByTestId("override-save").click();
    await card.getByTestId("waived").waitFor();
    await waiveRest(panel);
    await composer.send();
    await panel.waitText("verdict-head", "Posted");
    await until("the waiver to be sent", () => waivers().length > told);
    expect(waivers().join()).toContain(promissory);
    expect(leaks(scene.line.seen, reason)).toEqual([]);
  });

  test("a warning holds once", async () => {
    ({ composer, panel } = await scene.writing("classic"));
    await composer.type("I love AcmeX, the best phone I ever had. Go get one!");
    await panel.part("finding").first().waitFor();
    const severities = await panel.page
      .locator("[data-severity]")
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-severity")));
    expect(severities).not.toContain("block");
    await press(composer);
    await panel.waitText("held", "press Post again");
    expect(await composer.isOpen()).toBe(true);
    await press(composer);
    await until("the post to be out", async () => !(await composer.isOpen()));
  });

  test("what was held and taken out is not spoken of when something else is written", async () => {
    ({ composer, panel } = await scene.writing("classic"));
    await composer.type(promise);
    await panel.finding(promissory).waitFor();
    await press(composer);
    await panel.waitText("held", "has not gone out");
    await composer.clear();
    await panel.part("held").waitFor({ state: "detached" });
    await composer.type(promise);
    await panel.finding(promissory).waitFor();
    expect(await panel.part("held").count()).toBe(0);
  });

  test("with the hold switched off nothing is ever stopped", async () => {
    ({ composer, panel } = await scene.writing("classic"));
    await panel.set("holding", false);
    await composer.type(promise);
    await panel.finding(promissory).waitFor();
    await press(composer);
    await until("the post to be out", async () => !(await composer.isOpen()));
    await panel.set("holding", true);
  });

  function waivers(): string[] {
    const bodies = scene.line.seen.map((each) => String(each.body));
    return bodies.filter((each) => each.includes('"waived"'));
  }

  async function waiveRest(on: Panel): Promise<void> {
    for (;;) {
      const open = on.page
        .locator('[data-testid="finding"]:not(.passed)')
        .filter({ has: on.page.getByTestId("override") })
        .first();
      if ((await open.count()) === 0) return;
      await on.unfold();
      await open.getByTestId("override").locator("summary").click();
      await open.getByTestId("override-reason").fill("Fine here");
      const rule = (await open.getAttribute("data-rule")) ?? "";
      await open.getByTestId("override-save").click();
      await on.finding(rule).getByTestId("waived").first().waitFor();
    }
  }
});

describe("with a checker that is broken", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.paired([], async (extension) => {
      await writeFile(join(extension, "checker.wasm"), "no module");
    });
  });

  afterAll(async () => {
    await scene?.end();
  });

  test("the press goes through, the panel says so, and the fact is noted", async () => {
    const { composer, panel } = await scene.writing("classic");
    await composer.type(promise);
    await panel.waitVerdict("failed");
    await press(composer);
    await until("the post to be out", async () => !(await composer.isOpen()));
    await until("the fact", async () => {
      await panel.sync();
      return scene.line.seen.some((each) => each.body.includes('"unchecked"'));
    });
  });
});

async function press(composer: Composer): Promise<void> {
  await composer.page.bringToFront();
  await until("Post to be enabled", () => composer.postButton.isEnabled());
  await composer.postButton.click();
}
