/** What goes back from a person: a dispute, a choice, a share's fingerprint; and what comes of them. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Seen } from "../fixtures/server.ts";
import { faults } from "./axe.ts";
import { Desk } from "./desk.ts";
import { leaks } from "./leak.ts";
import { Scene } from "./scene.ts";
import { tabView, view } from "./view.ts";
import { until } from "./wait.ts";

const marker = "Guaranteed 8% returns with AcmeX says Quixotic Wombat Jamboree 7531";
const proof = "Quixotic Wombat Jamboree 7531";
const about =
  "We opened our new AcmeX office in Oslo today, and I could not be prouder of the forty people " +
  "who made it happen. #AcmeEmployee";

let scene: Scene;
let desk: Desk;

beforeAll(async () => {
  scene = await Scene.paired();
  desk = await Desk.enter(scene);
});

afterAll(async () => {
  await scene?.end();
});

describe("a person", () => {
  test("says “not right?”, and shows the words only by choice", async () => {
    const { composer, panel } = await scene.writing("classic");
    await composer.type(marker);
    await composer.waitPainted("Guaranteed");
    const tab = await scene.browser.tabOf(composer.page);
    const { seq } = await until("all of it to be judged", async () => {
      const now = await tabView(panel.page, tab);
      return now.state === "checked" && now;
    });
    const asked = { kind: "notRight", tab, seq, finding: 0, quote: false, note: "" };
    expect(await command(panel.page, asked)).toEqual({ ok: true, reason: "" });
    await until("the dispute to leave", async () => sent("disputed").length === 1);
    expect(leaks(scene.line.seen, proof)).toEqual([]);
    expect(leaks(scene.line.seen, "Guaranteed")).toEqual([]);
    await command(panel.page, { ...asked, quote: true, note: "It is a joke." });
    await until("the words to leave", async () => sent("disputed").length === 2);
    expect(sent("disputed")[1]).toMatchObject({ note: "It is a joke." });
    expect(sent("disputed")[1]?.["quote"]).not.toBe("");
    expect(leaks(scene.line.seen, proof)).toEqual([]);
    await until("the desk to show it", async () => {
      await desk.go("/rules/packs/finra");
      return (await desk.page.content()).includes("It is a joke.");
    });
    await composer.clear();
    await composer.page.close();
    await panel.page.close();
  });

  test("chooses how to stand on the board, and reads the rules", async () => {
    const panel = await scene.panel();
    await command(panel.page, { kind: "boardChoice", as: "alias", alias: "Blue Fox" });
    await until("the choice to be known", async () => {
      await panel.sync();
      const board = (await view(panel.page, -1)).standing?.board;
      return sent("shown").length === 1 && board?.as === "alias" && board.alias === "Blue Fox";
    });
    const { rules } = await ask<{ rules: { title: string; why: string }[] }>(panel.page, {
      kind: "question",
      question: { kind: "rulebook" },
    });
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.every(({ title, why }) => title !== "" && why !== "")).toBe(true);
    await panel.page.close();
  });

  test("hears that a colleague published nearly the same, not that they did, here or elsewhere", async () => {
    const { composer, panel } = await scene.writing("classic");
    await composer.type(about);
    await panel.waitVerdict("clear");
    await composer.page.bringToFront();
    await composer.postButton.click();
    await until("the share to leave", async () => sent("shared").length === 1);
    const print = String(sent("shared")[0]?.["print"]);
    expect(print).toMatch(/^[0-9a-f]{16}$/);
    const tab = await scene.browser.tabOf(composer.page);
    const near = async () => {
      await panel.sync();
      await composer.page.bringToFront();
      if (!(await composer.isOpen())) await composer.open();
      await composer.clear();
      await composer.type(`So glad! ${about}`);
      return until("the draft to be judged", async () => {
        const now = await tabView(panel.page, tab);
        return now.state === "checked" && now;
      });
    };
    expect((await near()).near).toBeNull();
    await publishWith(await desk.ownCode(), print);
    expect((await near()).near).toBeNull();
    await publishWith(await desk.codeFor("Nora Newcomer"), print);
    await until("a colleague's to be near", async () => (await near()).near?.count === 1);
    await panel.part("near").waitFor();
    expect(await faults(panel.page)).toEqual([]);
    await composer.page.close();
    await panel.page.close();
  });

  test("is led back in where the server shut the browser out, and loses nothing", async () => {
    const panel = await scene.panel();
    await command(panel.page, { kind: "boardChoice", as: "hidden", alias: "" });
    await until("the choice to leave", async () => sent("shown").length === 2);
    await desk.go("/start");
    await desk.page.getByRole("button", { name: /^Shut out (?!another)/ }).click();
    await until("the panel to tell", async () => {
      await panel.sync();
      return panel.part("shut-out").isVisible();
    });
    expect(await faults(panel.page)).toEqual([]);
    await command(panel.page, { kind: "boardChoice", as: "named", alias: "" });
    await panel.part("pair-code").fill(await desk.ownCode());
    await panel.part("again").click();
    await panel.part("shut-out").waitFor({ state: "detached" });
    await until("what waited to leave", async () => sent("shown").length === 3);
    await panel.page.close();
  });
});

/** Facts of a kind in everything that was sent so far, each once. */
function sent(kind: string): Record<string, unknown>[] {
  const facts = scene.line.seen.flatMap(outboxOf).filter((fact) => fact["kind"] === kind);
  return [...new Map(facts.map((fact) => [fact["id"], fact])).values()];
}

function outboxOf(seen: Seen): Record<string, unknown>[] {
  if (seen.url !== "/v1/sync" || seen.body.length === 0) return [];
  return JSON.parse(seen.body.toString()).outbox ?? [];
}

/** Another browser says that a post of its person's with this fingerprint is out. */
async function publishWith(code: string, print: string): Promise<void> {
  const paired = await post("/v1/pair", { code, device: "another" });
  const token = `Bearer ${paired.tokens.access}`;
  const id = crypto.randomUUID();
  const share = { id, kind: "shared", at_ms: Date.now(), surface: "post", verdict: "clear", print };
  await post("/v1/sync", { protocol: 1, rules: 0, library: 0, outbox: [share] }, token);
}

async function post(path: string, body: object, authorization = "") {
  const answer = await fetch(`${scene.vouch.run.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

const command = (page: Page, asked: object): Promise<unknown> =>
  ask(page, { kind: "command", command: asked });

function ask<T>(page: Page, message: object): Promise<T> {
  return page.evaluate((given) => chrome.runtime.sendMessage(given), message);
}
