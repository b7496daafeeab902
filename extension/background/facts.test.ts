import { describe, expect, it } from "vitest";
import { factsOf, noteOf, type Out } from "./facts.ts";

const clock = { now: () => 5, id: () => "id", random: () => 0 };

const out = (given: Partial<Out>): Out => ({
  kind: "out",
  id: "3f2a7c10-0000-4000-8000-000000000001",
  surface: "post",
  verdict: "clear",
  personal: false,
  checked: true,
  why: "",
  story: "",
  code: "",
  ...given,
});

describe("the facts of a post that went out", () => {
  const cases: [name: string, given: Partial<Out>, kinds: string[]][] = [
    ["company speech is shared", {}, ["shared"]],
    ["private speech leaves no trace", { personal: true }, []],
    [
      "private speech that nobody checked in time leaves none either",
      { personal: true, checked: false },
      [],
    ],
    ["unchecked and never judged", { checked: false, verdict: "", why: "late" }, ["unchecked"]],
    [
      "unchecked and judged later",
      { checked: false, verdict: "warn", why: "late" },
      ["unchecked", "shared"],
    ],
    [
      "unchecked with the person's link",
      { checked: false, verdict: "", code: "k3" },
      ["unchecked", "shared"],
    ],
  ];
  it.each(cases)("%s", (_name, given, kinds) => {
    expect(factsOf(out(given), clock).map((fact) => fact.kind)).toEqual(kinds);
  });

  it("name story, code and verdict, and nothing that was written", () => {
    expect(factsOf(out({ story: "s1", code: "k3" }), clock)).toEqual([
      {
        id: "3f2a7c10-0000-4000-8000-000000000001",
        kind: "shared",
        at_ms: 5,
        surface: "post",
        story: "s1",
        code: "k3",
        rule: "",
        reason: "",
        verdict: "clear",
        print: "",
        quote: "",
        note: "",
        as: "",
        alias: "",
      },
    ]);
  });

  it("have the same ids however often the post is told of, and each its own", () => {
    const late = out({ checked: false, verdict: "warn", why: "late" });
    const ids = factsOf(late, clock).map((fact) => fact.id);
    expect(ids).toEqual(factsOf(late, { ...clock, id: () => "other" }).map((fact) => fact.id));
    expect(ids).toEqual([
      "bf2a7c10-0000-4000-8000-000000000001",
      "3f2a7c10-0000-4000-8000-000000000001",
    ]);
  });

  it("are said to the person", () => {
    expect(noteOf(out({ personal: true }))).toContain("nothing was counted");
    expect(noteOf(out({ checked: false, why: "no answer" }))).toContain("no answer");
  });
});
