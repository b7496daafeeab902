import { expect, test } from "vitest";
import { lines } from "./ledger.ts";

const entry = (reason: string, points: number, at_ms: number) => ({
  reason,
  why: "",
  points,
  at_ms,
  fact: `${reason}-${at_ms}`,
});

test("entries that say the same become one line, at the newest moment", () => {
  expect(
    lines([
      entry("a click", 2, 40),
      entry("a share", 10, 30),
      entry("a click", 2, 50),
      entry("a click", -2, 10),
    ]),
  ).toEqual([
    { reason: "a click", why: "", points: 2, times: 3, newestMs: 50 },
    { reason: "a share", why: "", points: 10, times: 1, newestMs: 30 },
  ]);
});

test("no entries, no lines", () => {
  expect(lines([])).toEqual([]);
});
