/** A rule's way to an open composer and back, by the console and by the command line. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk } from "./desk.ts";
import { Scene } from "./scene.ts";
import { vouch } from "./vouch.ts";

let scene: Scene;
let desk: Desk;
let folder: string;

beforeAll(async () => {
  scene = await Scene.paired();
  desk = await Desk.enter(scene);
  folder = await mkdtemp(join(tmpdir(), "vouch-packs-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await scene?.end();
});

/** Matches up to the dash of the first phrase that the rule finds; `$2` is the indent. */
function firstPhraseOf(rule: string): RegExp {
  const within = "(?:(?!\\n +- id:)[^])*?";
  return new RegExp(
    `(- id: ${rule.replaceAll(".", "\\.")}\n${within}\n +find:\n${within}phrases:\n)( +)- `,
  );
}

test("an edit in the console changes the underline in the open page, a rollback returns it", async () => {
  const live = await desk.yamlOf("finra");
  const { composer, panel } = await scene.writing("classic");
  await composer.type("AcmeX returns are zebra proof. ");
  await panel.waitVerdict("clear");
  const loaded = await composer.page.evaluate(() => performance.timeOrigin);

  const edited = live.replace(firstPhraseOf("finra.promissory"), '$1$2- "zebra proof"\n$2- ');
  expect(edited).not.toBe(live);
  expect(await desk.publish("finra", edited, "Zebras promise too much")).toBe("");
  await composer.waitPainted("zebra proof");
  await panel.waitText("rules", "revision 2");

  await desk.go("/rules/history");
  const history = await desk.page.innerText("main");
  expect(history).toContain("Zebras promise too much");

  await desk.rollback(1, "They do not");
  await composer.waitUnpainted();
  await panel.waitText("rules", "revision 3");
  expect(await composer.page.evaluate(() => performance.timeOrigin)).toBe(loaded);
  await composer.page.close();
  await panel.page.close();
});

const pack = `pack: house
title: House style
language: en
owner: brand
review_by: 2027-05-21
example_profile: {products: [{name: AcmeX}]}
rules:
  - id: house.wombat
    title: No wombats
    severity: warn
    reason: Wombats are the other company's animal.
    source: {title: House style, url: "https://acme.example/style", checked: 2026-11-21, by: background}
    find: {phrases: ["wombat~"]}
    examples:
      flag: ["AcmeX is for wombats."]
      pass: ["AcmeX is for zebras."]
`;

test("the command line publishes and rolls back", async () => {
  const token = join(folder, "token");
  await writeFile(token, await desk.token(), { mode: 0o600 });
  const file = join(folder, "house.yaml");
  await writeFile(file, pack);
  const to = ["--server", scene.vouch.run.url, "--token-file", token];

  const { composer, panel } = await scene.writing("interop");
  await composer.type("AcmeX and a wombat. ");
  await panel.waitVerdict("clear");
  const published = await vouch(["packs", "publish", ...to, file]);
  expect(published).toMatchObject({ code: 0 });
  await composer.waitPainted("wombat");

  const back = await vouch(["packs", "rollback", ...to, "--why", "Wombats are fine"]);
  expect(back).toMatchObject({ code: 0 });
  await composer.waitUnpainted();
  await composer.page.close();
  await panel.page.close();
});

test("a pack whose own example fails is refused, and the live one stays", async () => {
  const token = join(folder, "token");
  const file = join(folder, "broken.yaml");
  await writeFile(file, pack.replace("AcmeX is for wombats.", "AcmeX is for nobody."));
  const to = ["--server", scene.vouch.run.url, "--token-file", token];
  const { code, out } = await vouch(["packs", "publish", ...to, file]);
  expect(code).toBe(1);
  expect(out).toContain("house.wombat");

  const live = await desk.yamlOf("finra");
  const refused = await desk.publish("finra", `${live}\nrulez: 1\n`, "A slip");
  expect(refused).toContain("rulez");
  expect(await desk.yamlOf("finra")).toBe(live);
});
