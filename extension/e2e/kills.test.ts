/** The worker is killed at points of a check and of a share at which it waits for something. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Composer } from "./composer.ts";
import { Killing, type Work, withPoints } from "./killing.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { shuffled } from "./seeded.ts";
import { until } from "./wait.ts";

let scene: Scene;
let killing: Killing;

beforeAll(async () => {
  scene = await Scene.paired([], withPoints);
  killing = await Killing.open(scene.browser);
});

afterAll(async () => {
  await scene?.end();
});

/** Rounds of each piece of work; VOUCH_KILLS=all goes through every point of all. */
const rounds = process.env["VOUCH_KILLS"] === "all" ? Number.POSITIVE_INFINITY : 10;
const seed = 20_261_122;

/** Kills at as many points as there are rounds for, each another one. Tells how many there are. */
async function killAll(work: Work): Promise<number> {
  const points = await killing.count(work);
  const all = Array.from({ length: points }, (_, index) => index + 1);
  for (const at of shuffled(all, seed).slice(0, rounds)) await killing.at(at, work);
  return points;
}

/** Every point of a piece of work may be asked for, at seconds each. */
const patienceMs = 600_000;

/** From an empty editor to the painted promise. */
function checking(composer: Composer, before: () => Promise<void>): Work {
  return {
    async ready() {
      await composer.clear();
      await composer.waitUnpainted();
    },
    async begin() {
      await before();
      await composer.page.keyboard.insertText(promise);
    },
    over: async () => (await composer.painted()).some((each) => each !== ""),
    end: () => composer.waitPainted("Guaranteed"),
  };
}

test("a finding is painted wherever its check was cut short", { timeout: patienceMs }, async () => {
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await composer.waitPainted("Guaranteed");
  const warm = await killAll(checking(composer, () => Promise.resolve()));
  const cold = await killAll(checking(composer, () => scene.browser.killWorker()));
  expect(cold).toBeGreaterThan(warm);
  await panel.finding(promissory).waitFor();
  await composer.page.close();
  await panel.page.close();
});

test("a share counts once wherever its delivery was cut short", {
  timeout: patienceMs,
}, async () => {
  const { composer, panel } = await scene.writing("classic");
  let shares = await panel.number("shares");
  const counted = async () => (await panel.number("shares")) > shares;
  await killAll({
    async ready() {
      if (!(await composer.isOpen())) await composer.open();
      await composer.editor.focus();
      await composer.page.keyboard.insertText(`AcmeX ${shares} is out, says Acme. #AcmeEmployee`);
      await panel.waitVerdict("clear");
    },
    async begin() {
      await composer.page.bringToFront();
      await composer.postButton.click();
      await until("the dialog to close", async () => !(await composer.isOpen()));
    },
    over: counted,
    async end() {
      await until("the share to count", async () => {
        await killing.sync();
        return counted();
      });
      shares += 1;
      expect(await panel.number("shares")).toBe(shares);
    },
  });
  await composer.page.close();
  await panel.page.close();
});
