import { describe, expect, it } from "vitest";
import { type Fact, fact } from "../wire/shapes.ts";
import { type Area, memoryArea } from "./area.ts";
import { openList } from "./item.ts";
import { maxBatch, maxKept, OutboxFull, openOutbox } from "./outbox.ts";

const shared = (id: string): Fact => fact({ id, kind: "shared", at_ms: 1 });
const open = (area: Area) => openOutbox(openList(area, "outbox", fact));
const ids = (facts: Fact[]): string[] => facts.map((each) => each.id);

describe("the outbox", () => {
  it("keeps a fact until its receipt, over a restart", async () => {
    const area = memoryArea();
    await open(area).add(shared("a"));
    expect(ids(await open(area).batch())).toEqual(["a"]);
    await open(area).settle([{ id: "other", status: "recorded" }]);
    expect(ids(await open(area).batch())).toEqual(["a"]);
    await open(area).settle([{ id: "a", status: "recorded" }]);
    expect(await open(area).batch()).toEqual([]);
  });

  it("lets a duplicate go and tells of a refused one", async () => {
    const outbox = open(memoryArea());
    await outbox.add(shared("a"));
    await outbox.add(shared("b"));
    const refused = await outbox.settle([
      { id: "a", status: "duplicate" },
      { id: "b", status: "refused", reason: "unknown story" },
    ]);
    expect(refused.map(({ fact, reason }) => [fact.id, reason])).toEqual([["b", "unknown story"]]);
    expect(await outbox.batch()).toEqual([]);
  });

  it("takes a fact once, however often it is added", async () => {
    const outbox = open(memoryArea());
    await Promise.all([outbox.add(shared("a")), outbox.add(shared("a"))]);
    expect(ids(await outbox.batch())).toEqual(["a"]);
  });

  it("loses nothing to additions at the same moment", async () => {
    const outbox = open(memoryArea());
    const many = Array.from({ length: 50 }, (_each, at) => `f${at}`);
    await Promise.all(many.map((id) => outbox.add(shared(id))));
    expect(ids(await outbox.batch())).toEqual(many);
  });

  it("sends the oldest first, as many as one exchange takes", async () => {
    const outbox = open(memoryArea());
    for (let at = 0; at < maxBatch + 5; at++) await outbox.add(shared(`f${at}`));
    const batch = ids(await outbox.batch());
    expect([batch.length, batch[0]]).toEqual([maxBatch, "f0"]);
  });

  it("keeps facts that belong together, all or none, and drops none for a newer one", async () => {
    const outbox = open(memoryArea());
    const many = Array.from({ length: maxKept - 1 }, (_each, at) => shared(`f${at}`));
    await outbox.add(...many);
    await expect(outbox.add(shared("x"), shared("y"))).rejects.toThrow(OutboxFull);
    await outbox.add(shared("x"));
    await expect(outbox.add(shared("y"))).rejects.toThrow(OutboxFull);
    expect(ids(await outbox.batch())[0]).toBe("f0");
  });

  it("reads a damaged value as empty", async () => {
    expect(await open(memoryArea(new Map([["outbox", "torn"]]))).batch()).toEqual([]);
  });
});
