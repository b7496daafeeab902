import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memoryArea, memoryParts } from "./area.ts";
import { migrate, NewerStore, storeVersion } from "./migrations.ts";
import { life, longLife, mortalArea } from "./mortal.fixture.ts";
import { openStore } from "./store.ts";

/**
 * What storage.local held after some days of use: of version 1 before the extension learned to
 * wait, to take data of surfaces and to ask whether anything changed at all ("early"), and after.
 */
const releases = ["1-early", "1-late"];

function left(release: string): Map<string, unknown> {
  const json = readFileSync(new URL(`./testdata/${release}.json`, import.meta.url), "utf8");
  return new Map(Object.entries(JSON.parse(json) as Record<string, unknown>));
}

const now = () => 1_764_000_000_000;
const open = (values: Map<string, unknown>) => openStore(memoryParts(values, now));

describe.each(releases)("a store like %s", (release) => {
  it("is read with nothing lost and nothing to complain of", async () => {
    const before = left(release);
    const store = open(left(release));
    expect(await store.usable).toBe(true);
    expect(await store.pairing.get()).toEqual(before.get("pairing"));
    // The note at the caret came later: nobody who was not asked has switched it on.
    expect(await store.consent.get()).toEqual({ ...Object(before.get("consent")), card: false });
    expect(await store.rules.get()).toEqual(before.get("rules"));
    expect(await store.outbox.batch()).toMatchObject(before.get("outbox") as object[]);
    expect(await store.sent.get()).toEqual(before.get("sent"));
    expect(await store.waivers.get()).toEqual(before.get("waivers"));
    expect(await store.standing.get()).toMatchObject({ balance: 35, shares: 3, clicks: 12 });
    expect(await store.settings.get()).toMatchObject({ ages: { when_stale: "warn" } });
    expect(await store.troubles.get()).toEqual([]);
  });

  it("begins to count the age of its rules at the last answer", async () => {
    const before = left(release);
    const values = left(release);
    await migrate(memoryArea(values));
    const { at_ms } = before.get("synced") as { at_ms: number };
    expect(values.get("unconfirmed")).toEqual({ passed_ms: 0, seen_ms: at_ms });
    expect(values.get("version")).toBe(storeVersion);
  });

  it("comes out the same wherever a worker was killed on the way", async () => {
    const whole = left(release);
    const counted = longLife();
    await migrate(mortalArea(whole, counted));
    for (let at = 0; at < counted.steps; at++) {
      for (const when of ["before", "after"] as const) {
        const values = left(release);
        const short = life(at, when);
        await Promise.race([migrate(mortalArea(values, short)), short.ended]);
        await migrate(memoryArea(values));
        expect(values, `killed ${when} step ${at}`).toEqual(whole);
      }
    }
  });

  it("is not changed by steps that are taken again", async () => {
    const once = left(release);
    await migrate(memoryArea(once));
    const again = new Map(once);
    for (const lost of [undefined, 0, "two", -1, 1.5, null]) {
      again.set("version", lost);
      await migrate(memoryArea(again));
      expect(again).toEqual(once);
    }
  });
});

describe("a store that a newer version wrote", () => {
  const newer = () => new Map<string, unknown>([...left("1-late"), ["version", storeVersion + 1]]);

  it("is refused and left as it is, whatever is asked of it", async () => {
    const values = newer();
    const store = open(values);
    expect(await store.usable).toBe(false);
    expect(await store.pairing.get()).toBeNull();
    await store.consent.set(null);
    await store.sent.update(() => []);
    await store.forget();
    expect(values).toEqual(newer());
    await expect(migrate(memoryArea(values))).rejects.toThrow(NewerStore);
  });

  it("is read again by the version that wrote it", async () => {
    const values = newer();
    await open(values).consent.set(null);
    values.set("version", storeVersion);
    expect((await open(values).pairing.get())?.advocate_name).toBe("Ada Advocate");
  });
});

describe("a new store", () => {
  it("has the newest version and nothing else", async () => {
    const values = new Map<string, unknown>();
    const store = open(values);
    expect(await store.pairing.get()).toBeNull();
    expect([...values]).toEqual([["version", storeVersion]]);
  });
});
