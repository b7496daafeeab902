/** Messages in LinkedIn's own frame: in sight they are checked as anywhere, in the decoy nothing is. */
import type { Frame, Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { paintedWords } from "../e2e/painted.ts";
import { promise, promissory } from "../e2e/scene.ts";
import { until } from "../e2e/wait.ts";
import { host } from "../fixtures/server.ts";
import type { Panel } from "./panel.ts";
import { closeAll, type Scene } from "./scene.ts";

const form = ".msg-form__contenteditable";

export function framed(scene: () => Scene): void {
  test("a message is underlined, mended and sent in its frame, and the decoy is left alone", async () => {
    const query = "?ui=interop&messages=frame";
    const page = await scene().firefox.open(
      `https://${host}:${scene().fixture.port}/feed/${query}`,
    );
    const panel = await scene().panel(page);
    await allow(panel, true);
    await page.bringToFront();
    const frame = await frameOf(page);
    const decoy = await frame.waitForSelector(".ql-editor");
    await decoy?.focus();
    await page.keyboard.type("Guaranteed. ");

    await (await page.waitForSelector("pierce/.framed-launcher"))?.click();
    const editor = await frame.waitForSelector(form);
    expect(await frame.evaluate(paintedWords)).toEqual([]);
    await editor?.focus();
    await page.keyboard.type(promise);
    const painted = async (): Promise<boolean> =>
      (await frame.evaluate(paintedWords)).some((each) => each.includes("Guaranteed"));
    await until("the underline", painted);
    await panel.waitFinding(promissory);
    const text = (): Promise<string> => frame.$eval(form, (found) => found.textContent ?? "");

    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await panel.waitWords("held", "has not gone out");
    expect(await text()).toBe(promise);

    await panel.fix(promissory);
    await panel.waitNoFinding(promissory);
    expect(await text()).not.toContain("Guaranteed");
    const before = scene().fixture.published.length;
    await page.bringToFront();
    await (await frame.waitForSelector(".msg-form__send-button"))?.click();
    await until("the message to be out", () => scene().fixture.published.length > before);
    await allow(panel, false);
    await closeAll({ page }, panel);
  });
}

/** Switches the reading of messages on or off, as the settings do. */
async function allow(panel: Panel, messages: boolean): Promise<void> {
  await panel.page.evaluate(
    (given) =>
      chrome.runtime.sendMessage({
        kind: "command",
        command: {
          kind: "consent",
          consent: {
            ...{ at_ms: 1, reading: true, painting: true, holding: true },
            ...{ comments: false, messages: given, card: false },
          },
        },
      }),
    messages,
  );
}

async function frameOf(page: Page): Promise<Frame> {
  return until("the frame", async () => {
    const element = await page.$('[data-testid="interop-iframe"]');
    return (await element?.contentFrame()) ?? undefined;
  });
}
