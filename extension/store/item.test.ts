import { describe, expect, it } from "vitest";
import { number, object, text } from "../wire/parse.ts";
import { fact } from "../wire/shapes.ts";
import { memoryArea, memoryParts } from "./area.ts";
import { openItem, openList } from "./item.ts";
import { openStore } from "./store.ts";

const pair = object({ name: text, size: number });
const empty = { name: "", size: 0 };

/** Opens an item and a list over what stands there, and tells what was set aside. */
function over(raw: unknown) {
  const values = new Map<string, unknown>(raw === undefined ? [] : [["it", raw]]);
  const aside: unknown[] = [];
  const set = async (_key: string, damaged: unknown) => void aside.push(damaged);
  const area = memoryArea(values);
  return {
    values,
    aside,
    one: openItem(area, "it", pair, empty, set),
    many: openList(area, "it", pair, set),
  };
}

const good = { name: "a", size: 1 };
const damaged: [string, unknown][] = [
  ["another type", "torn"],
  ["a field missing", { name: "a" }],
  ["a field of another type", { name: "a", size: "1" }],
  ["a number that is none", { name: "a", size: Number.NaN }],
  ["a list", [good]],
];

describe("an item", () => {
  it.each(damaged)(
    "that is damaged (%s) reads as empty, and is set aside once",
    async (_name, raw) => {
      const { one, aside, values } = over(raw);
      expect([await one.get(), await one.get()]).toEqual([empty, empty]);
      expect(aside).toEqual([raw]);
      expect(values.get("it")).toEqual(empty);
    },
  );

  it("that is damaged is set aside before it is written over", async () => {
    const { one, aside } = over("torn");
    expect(await one.update(({ size }) => ({ name: "b", size: size + 1 }))).toEqual({
      name: "b",
      size: 1,
    });
    expect(aside).toEqual(["torn"]);
  });

  it("loses no change to changes, writes and repairs at the same moment", async () => {
    const { one } = over("torn");
    const more = () => one.update(({ name, size }) => ({ name, size: size + 1 }));
    await Promise.all([one.get(), more(), one.get(), more(), one.get(), more()]);
    expect((await one.get()).size).toBe(3);
  });

  it("goes on after a change that failed", async () => {
    const { one } = over(good);
    const failing = one.update(() => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await one.update((value) => value)).toEqual(good);
  });
});

describe("a list", () => {
  it("loses the entries that cannot be read, and no other", async () => {
    const { many, aside } = over([good, "torn", { name: "b", size: 2 }, { name: 3 }]);
    expect((await many.get()).map((each) => each.name)).toEqual(["a", "b"]);
    expect(aside).toEqual([["torn", { name: 3 }]]);
    expect((await many.get()).length).toBe(2);
    expect(aside.length).toBe(1);
  });

  it("that is none reads as empty", async () => {
    const { many, aside } = over({ 0: good });
    expect(await many.get()).toEqual([]);
    expect(aside).toEqual([{ 0: good }]);
  });
});

describe("a store of damaged items", () => {
  it("opens, keeps what is good, and tells of the rest", async () => {
    const waiting = { id: "f1", kind: "shared", at_ms: 1 };
    const values = new Map<string, unknown>([
      ["version", 1],
      ["pairing", { server: 5 }],
      ["consent", "yes"],
      ["settings", { workspace_name: "Acme" }],
      ["rules", { revision: 3, digest: "d" }],
      ["synced", []],
      ["unconfirmed", { passed_ms: null }],
      ["outbox", [waiting, { id: 7 }]],
      ["sent", "half a li"],
    ]);
    const store = openStore(memoryParts(values, () => 5));
    expect(await store.pairing.get()).toBeNull();
    expect(await store.consent.get()).toBeNull();
    expect(await store.settings.get()).toBeNull();
    expect(await store.rules.get()).toBeNull();
    expect((await store.synced.get()).at_ms).toBe(0);
    expect(await store.outbox.batch()).toEqual([fact(waiting)]);
    expect(await store.sent.get()).toEqual([]);
    const told = await store.troubles.get();
    expect(told.map(({ kind, key }) => `${kind} ${key}`)).toEqual(
      ["pairing", "consent", "settings", "rules", "synced", "outbox", "sent"].map(
        (key) => `aside ${key}`,
      ),
    );
    expect(told.find(({ key }) => key === "outbox")?.json).toBe('[{"id":7}]');
  });
});
