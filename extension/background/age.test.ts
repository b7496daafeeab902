import { describe, expect, it } from "vitest";
import { type Ages, usualAges } from "../wire/shapes.ts";
import { ageOf, confirmed, lookedAt, passedMs, stopped } from "./age.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe("the age of rules", () => {
  it.each([
    [0, "fresh"],
    [dayMs - 1, "fresh"],
    [dayMs, "ageing"],
    [14 * dayMs - 1, "ageing"],
    [14 * dayMs, "stale"],
  ] as const)("after %i ms without a word is %s", (ms, age) => {
    expect(ageOf(ms, usualAges)).toBe(age);
  });

  it("grows with the clock, over lives of the worker that never looked", () => {
    expect(passedMs(confirmed(1000), 1000 + 3 * dayMs)).toBe(3 * dayMs);
  });

  it("grows on where the clock was set back, from look to look", () => {
    let held = confirmed(1000 * dayMs);
    held = lookedAt(held, 1013 * dayMs);
    // Set back by a thousand days: no time is lost but what passed since the last look.
    for (let hour = 0; hour <= 25; hour++) held = lookedAt(held, 13 * dayMs + hour * hourMs);
    expect(passedMs(held, 13 * dayMs + 25 * hourMs)).toBe(13 * dayMs + 25 * hourMs);
    expect(ageOf(held.passed_ms, usualAges)).toBe("stale");
  });

  it("never shrinks, whatever the clock does", () => {
    let held = confirmed(50 * dayMs);
    for (const at of [51, 10, 10.5, 90, 3, 3.1, 51]) {
      const before = held.passed_ms;
      held = lookedAt(held, at * dayMs);
      expect(held.passed_ms).toBeGreaterThanOrEqual(before);
    }
  });
});

describe("checking by rules that are too old", () => {
  const ages = (when_stale: Ages["when_stale"]): Ages => ({ ...usualAges, when_stale });
  it("stops only where the company said so, and only then", () => {
    expect(stopped(15 * dayMs, ages("check"))).toBe("");
    expect(stopped(15 * dayMs, ages("warn"))).toBe("");
    expect(stopped(13 * dayMs, ages("stop"))).toBe("");
    expect(stopped(15 * dayMs, ages("stop"))).toContain("15 days");
  });
});
