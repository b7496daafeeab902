/** What a person writes stays on the device. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Seen } from "../fixtures/server.ts";
import { leaks } from "./leak.ts";
import { Scene } from "./scene.ts";
import { until } from "./wait.ts";

describe("the search itself", () => {
  const marker = "Zebra & café";
  const carrying: [string, Buffer][] = [
    ["plain", Buffer.from(`{"a":"${marker}"}`)],
    ["a part of it", Buffer.from("..bra & caf..")],
    ["percent", Buffer.from(encodeURIComponent(marker))],
    ["UTF-16", Buffer.from(marker, "utf16le")],
    ["base64", Buffer.from(Buffer.from(`xx${marker}`).toString("base64"))],
    ["base64 of UTF-16", Buffer.from(Buffer.from(marker, "utf16le").toString("base64"))],
    ["hex", Buffer.from(Buffer.from(marker).toString("hex"))],
    ["gzip", gzipSync(marker)],
  ];
  test.each(carrying)("finds %s", (_name, body) => {
    expect(leaks([{ method: "POST", url: "/", headers: "", body }], marker)).not.toEqual([]);
  });
  test("finds an address, and nothing in an innocent request", () => {
    const at = (url: string): Seen => ({ method: "GET", url, headers: "", body: Buffer.alloc(0) });
    expect(leaks([at(`/x?q=${encodeURIComponent(marker)}`)], marker)).not.toEqual([]);
    expect(leaks([at("/v1/sync")], marker)).toEqual([]);
  });
});

describe("in the browser", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.paired();
  });

  afterAll(async () => {
    await scene?.end();
  });

  // Marker words that occur nowhere else, so that eight characters of them are proof.
  const marker = "Guaranteed 8% returns with AcmeX says Quixotic Wombat Jamboree 7531";
  const proof = "Quixotic Wombat Jamboree 7531";

  test.each(["classic", "interop"] as const)(
    "a marker draft leaves %s in nothing",
    async (place) => {
      const { composer, panel } = await scene.writing(place);
      await composer.type(marker);
      await composer.waitPainted("Guaranteed");
      await panel.part("finding").first().waitFor();

      // Every way in which something leaves: a sync, a waiver, a minted link, a published share.
      await panel.sync();
      await composer.page.bringToFront();
      await composer.postButton.click();
      await panel.part("held").waitFor();
      await mendAll(panel, composer);
      const before = await panel.number("shares");
      await composer.send();
      await until("the share", async () => {
        await panel.sync();
        return (await panel.number("shares")) > before;
      });

      expect(scene.line.seen.length).toBeGreaterThan(2);
      expect(leaks(scene.line.seen, proof)).toEqual([]);
      // The page itself publishes what it was given; nothing else on its side may carry it.
      const own = (each: Seen): boolean => each.url.startsWith("/voyager/");
      expect(scene.fixture.seen.filter(own).length).toBeGreaterThan(0);
      expect(
        leaks(
          scene.fixture.seen.filter((each) => !own(each)),
          proof,
        ),
      ).toEqual([]);
      expect(leaks([serverLog()], proof)).toEqual([]);
      await panel.page.close();
      await composer.page.close();
    },
  );

  test("a marker message in a frame leaves in nothing", async () => {
    const { composer, panel } = await scene.writing("message frame");
    await panel.set("messages", true);
    await composer.type(marker);
    await composer.waitPainted("Guaranteed");
    await composer.press();
    await panel.part("held").waitFor();
    await mendAll(panel, composer);
    const before = scene.fixture.published.length;
    await composer.press();
    await until("the message to be out", () => scene.fixture.published.length > before);
    await panel.sync();
    await panel.waitText("status", "Up to date");
    await panel.set("messages", false);
    const own = (each: Seen): boolean => each.url.startsWith("/voyager/");
    const others = scene.fixture.seen.filter((each) => !own(each));
    expect(leaks([...scene.line.seen, ...others, serverLog()], proof)).toEqual([]);
    await panel.page.close();
    await composer.page.close();
  });

  test("the panel lists every message that left", async () => {
    const composer = await scene.page("classic");
    const panel = await scene.panel(composer.page);
    await panel.part("chapter-left").locator("summary").first().click();
    const listed = await panel.part("sent").count();
    expect(listed).toBeGreaterThan(0);
    const posts = scene.line.seen.filter((each) => each.url === "/v1/sync").length;
    expect(posts).toBeGreaterThan(0);
    await panel.page.close();
    await composer.page.close();
  });

  test("a post about a holiday is neither judged nor counted", async () => {
    const { composer, panel } = await scene.writing("classic");
    const shares = await panel.number("shares");
    const facts = factsSent().length;
    await composer.type("Two weeks in the mountains with the family. No laptop, guaranteed.");
    await panel.waitVerdict("own");
    expect(await panel.rules()).toEqual([]);
    expect(await composer.painted()).toEqual([]);
    await composer.page.bringToFront();
    await composer.postButton.click();
    await until("the dialog to close", async () => !(await composer.isOpen()));
    await panel.waitText("verdict-more", "nothing was counted");
    await panel.sync();
    await panel.waitText("status", "Up to date");
    expect(await panel.number("shares")).toBe(shares);
    expect(factsSent().length).toBe(facts);
  });

  async function mendAll(
    panel: Awaited<ReturnType<Scene["panel"]>>,
    composer: Awaited<ReturnType<Scene["page"]>>,
  ): Promise<void> {
    // The promise goes, the marker stays.
    await composer.clear();
    await composer.type(`We work on AcmeX. ${proof} #AcmeEmployee`);
    await panel.finding("finra.promissory").waitFor({ state: "detached" });
  }

  /** Facts in everything that was sent so far. */
  function factsSent(): string[] {
    return scene.line.seen
      .filter((each) => each.url === "/v1/sync")
      .flatMap((each) => each.body.toString().match(/"kind":"\w+"/g) ?? []);
  }

  function serverLog(): Seen {
    return { method: "", url: "log", headers: "", body: Buffer.from(scene.vouch.said) };
  }
});
