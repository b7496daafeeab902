import { describe, expect, it } from "vitest";
import { fact } from "../wire/shapes.ts";
import { type Area, memoryArea, memoryParts } from "./area.ts";
import { type Given, roomy, StorageFull } from "./room.ts";
import { openStore } from "./store.ts";

/** An area of so many characters of JSON, which speaks like Chromium when it is full. */
function smallArea(values: Map<string, unknown>, limit: number): Area {
  const area = memoryArea(values);
  return {
    ...area,
    set: async (more) => {
      const all = { ...Object.fromEntries(values), ...more };
      if (JSON.stringify(all).length > limit) {
        throw new Error("Resource::kQuotaBytes quota exceeded");
      }
      await area.set(more);
    },
  };
}

const letters = (count: number): string => "x".repeat(count);
const entry = (what: string) => ({
  at_ms: 1,
  what,
  address: "",
  body: letters(50),
  answer: "",
  times: 1,
});
const waiver = (key: string) => ({ key, rule: "r", quote: letters(40), reason: "", at_ms: 1 });
const bundle = { revision: 3, digest: "d", base64: letters(400), issued_ms: 1, received_ms: 1 };
const many = <T>(make: (name: string) => T): T[] =>
  Array.from({ length: 8 }, (_e, at) => make(`${at}`));

/** A device that is in use: some of everything. */
const used = () =>
  new Map<string, unknown>([
    ["version", 2],
    ["pairing", { server: letters(80) }],
    ["rules", bundle],
    ["library", bundle],
    ["outbox", many((id) => fact({ id, kind: "shared", at_ms: 1 }))],
    ["sent", many(entry)],
    ["waivers", many(waiver)],
  ]);

const sizeOf = (values: Map<string, unknown>): number =>
  JSON.stringify(Object.fromEntries(values)).length;

/** Writes so many characters into an area that is as full as it can be. */
async function crowd(characters: number, key = "rules") {
  const values = used();
  const given: Given[] = [];
  const area = roomy(smallArea(values, sizeOf(values)), (gone) => given.push(...gone));
  const before = JSON.stringify(values.get(key) ?? "");
  const written = area.set({ [key]: `${before}${letters(characters)}` });
  const outcome = await written.then(
    () => "written",
    (cause: unknown) => (cause instanceof StorageFull ? "full" : cause),
  );
  return { values, given, outcome };
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : -1);

describe("a write that finds no room", () => {
  it.each<[characters: number, given: Given[]]>([
    [20, ["sent"]],
    [700, ["sent"]],
    [1100, ["sent", "library"]],
    [1500, ["sent", "library", "waivers"]],
  ])("of %i characters takes it from %j", async (characters, expected) => {
    const { values, given, outcome } = await crowd(characters);
    expect([outcome, given]).toEqual(["written", expected]);
    expect(lengthOf(values.get("outbox"))).toBe(8);
    expect(values.get("pairing")).toEqual(used().get("pairing"));
  });

  it("keeps the newest of the log, the newest waivers, and which stories it had", async () => {
    const few = await crowd(20);
    expect(few.values.get("sent")).toEqual(many(entry).slice(0, 4));
    const more = await crowd(1500);
    expect(more.values.get("library")).toEqual({ ...bundle, base64: "" });
    expect(more.values.get("waivers")).toEqual(many(waiver).slice(4));
  });

  it("fails when nothing is left that may go, and touches neither facts nor rules", async () => {
    const { values, outcome } = await crowd(5000, "standing");
    expect(outcome).toBe("full");
    for (const key of ["pairing", "rules", "outbox"]) {
      expect(values.get(key), key).toEqual(used().get(key));
    }
  });

  it("shortens what is itself about to be written", async () => {
    const values = used();
    const area = roomy(smallArea(values, sizeOf(values)), () => undefined);
    await area.set({ sent: [...many(entry), ...many(entry)] });
    expect(values.get("sent")).toEqual(many(entry));
  });

  it("passes on what is no lack of room", async () => {
    const broken: Area = { ...memoryArea(), set: () => Promise.reject(new Error("no disk")) };
    await expect(roomy(broken, () => undefined).set({ a: 1 })).rejects.toThrow("no disk");
  });
});

describe("a store that is full", () => {
  it("goes on taking facts, and tells what went", async () => {
    const values = new Map<string, unknown>();
    const area = smallArea(values, 6000);
    const store = openStore({ ...memoryParts(values, () => 7), local: area });
    await store.rules.set(bundle);
    await store.sent.set(Array.from({ length: 38 }, () => entry("Asking for news")));
    const ids = Array.from({ length: 12 }, (_each, at) => `f${at}`);
    for (const id of ids) await store.outbox.add(fact({ id, kind: "shared", at_ms: 1 }));
    expect((await store.outbox.batch()).map((each) => each.id)).toEqual(ids);
    expect(await store.rules.get()).toEqual(bundle);
    expect(await store.troubles.get()).toMatchObject([{ kind: "given", key: "sent", at_ms: 7 }]);
  });
});
