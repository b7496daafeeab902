import { describe, expect, it } from "vitest";
import type { NearRequest } from "../wire/frames.ts";
import { nowMs, openTestDesk, today } from "./desk.fixture.ts";
import { factsOf, type Out } from "./facts.ts";
import { eitherOf, findNear, keepOwn, packed } from "./near.ts";

const print = "00000000000000aa";

describe("nearly the same posts", () => {
  it("are looked for on the device, among the week's and without one's own", async () => {
    const asked: NearRequest[] = [];
    const near = async (request: NearRequest) => {
      asked.push(request);
      return { print, count: 2, age: 3 };
    };
    const desk = await openTestDesk({ near });
    const elsewhere = "0102030405060708";
    const own = btoa(String.fromCharCode(...packed([print, elsewhere])));
    await desk.store.published.set({ day: today - 1, prints: btoa("0123456789"), own });
    await keepOwn(desk.store, print, desk.clock);
    const tab = desk.tabs.of(1);
    tab.draft = "Oslo";
    await findNear(desk, tab);
    expect(asked).toEqual([
      {
        text: "Oslo",
        week: new TextEncoder().encode("0123456789"),
        own: packed([print, elsewhere]),
      },
    ]);
    expect(tab.view.near).toMatchObject({ count: 2, days: 4 });
    expect(tab.print).toBe(print);
  });

  it("are not looked for where few read, where nothing is for the company, or where it fails", async () => {
    const near = () => Promise.resolve({ print, count: 1, age: 0 });
    const desk = await openTestDesk({ near });
    const tab = desk.tabs.of(1);
    for (const [surface, draft] of [
      ["comment", "Oslo"],
      ["message", "Oslo"],
      ["post", ""],
    ] as const) {
      tab.view = { ...tab.view, surface };
      Object.assign(tab, { draft, print: "left over" });
      await findNear(desk, tab);
      expect([tab.view.near, tab.print]).toEqual([null, ""]);
    }
    const failing = await openTestDesk({ near: () => Promise.reject(new Error("dead")) });
    failing.tabs.of(1).draft = "Oslo";
    await findNear(failing, failing.tabs.of(1));
    expect(failing.tabs.of(1).view.near).toBeNull();
  });

  it("counts a post of one's own once, whoever knows of it", () => {
    expect(eitherOf(["a", "a", "b"], ["a", "c"])).toEqual(["a", "a", "b", "c"]);
    expect(eitherOf(["a"], ["a", "a"])).toEqual(["a", "a"]);
  });

  it("forgets one's own after the week", async () => {
    const desk = await openTestDesk();
    await keepOwn(desk.store, print, { ...desk.clock, now: () => nowMs - 9 * 86_400_000 });
    await keepOwn(desk.store, "", desk.clock);
    await keepOwn(desk.store, "00000000000000bb", desk.clock);
    expect(await desk.store.prints.get()).toEqual([{ print: "00000000000000bb", at_ms: nowMs }]);
  });
});

describe("a fingerprint", () => {
  const out: Out = {
    ...{ kind: "out", id: "0a", surface: "post", verdict: "clear", personal: false },
    ...{ checked: true, why: "", story: "", code: "" },
  };
  const clock = { now: () => 5, id: () => "id", random: () => 0 };
  const prints = (given: Partial<Out>): string[] =>
    factsOf({ ...out, ...given }, clock, print).map((fact) => fact.print);

  it("goes with a share of exactly the text that was judged", () => {
    expect(prints({})).toEqual([print]);
    expect(prints({ checked: false, why: "late" })).toEqual(["", ""]);
    expect(prints({ personal: true })).toEqual([]);
  });
  it("is packed with its lowest byte first", () => {
    expect([...packed(["0102030405060708"])]).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });
});
