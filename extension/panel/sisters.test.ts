import { expect, it } from "vitest";
import { blankFinding } from "../wire/blank.ts";
import type { Finding } from "../wire/shapes.ts";
import { groupSisters } from "./sisters.ts";

const finding = (rule: string, given: Partial<Finding>): { finding: Finding } => ({
  finding: {
    ...blankFinding,
    source: { ...blankFinding.source, by: "background" },
    rule,
    ...given,
  },
});

const told = (cards: { finding: Finding }[]): string[] =>
  groupSisters(cards).map(({ lead, others }) =>
    [lead, ...others].map((each) => each.finding.rule).join(" + "),
  );

it("tells rules about the same words as one, the gravest first", () => {
  expect(
    told([
      finding("sec.balance", { severity: "review", start: 0, end: 30 }),
      finding("finra.promissory", { severity: "block", start: 5, end: 20 }),
      finding("tone.profane", { start: 40, end: 44 }),
    ]),
  ).toEqual(["finra.promissory + sec.balance", "tone.profane"]);
});

it("lets the best read source speak among equals", () => {
  const vendor = { source: { title: "", url: "", checked: "", by: "vendor" } };
  expect(told([finding("eu.hiddenad", {}), finding("ftc.disclose.missing", vendor)])).toEqual([
    "ftc.disclose.missing + eu.hiddenad",
  ]);
});

it("keeps apart what only overlaps, what is missing from what is there, and questions", () => {
  expect(
    told([
      finding("a", { start: 0, end: 10 }),
      finding("b", { start: 5, end: 15 }),
      finding("c", {}),
      finding("d", { question: true, severity: "advise", start: 0, end: 10 }),
    ]),
  ).toEqual(["a", "c", "b", "d"]);
});
