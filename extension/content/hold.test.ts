import { describe, expect, it } from "vitest";
import { blankFinding } from "../wire/blank.ts";
import { findingKey } from "../wire/messages.ts";
import type { Finding, Report, SeverityName } from "../wire/shapes.ts";
import { decide, type Press } from "./hold.ts";

const finding = (severity: SeverityName): Finding => ({
  ...blankFinding,
  rule: `house.${severity}`,
  severity,
  start: 0,
  end: 4,
  quote: "word",
});

const report = (given: Partial<Report>, ...severities: SeverityName[]): Report => ({
  verdict: "clear",
  protected: false,
  personal: false,
  findings: severities.map(finding),
  ...given,
});

const keys = (...severities: SeverityName[]): ReadonlySet<string> =>
  new Set(severities.map((each) => findingKey(finding(each))));

const base: Press = {
  holding: true,
  report: report({}),
  checker: "working",
  lapsed: false,
  waived: new Set(),
  shown: new Set(),
};

describe("a press of Post", () => {
  const cases: [name: string, press: Partial<Press>, outcome: string][] = [
    ["clear goes", {}, "goes"],
    ["a block is held", { report: report({}, "block") }, "block"],
    ["a block is held again", { report: report({}, "block"), shown: keys("block") }, "block"],
    ["a waived block goes", { report: report({}, "block"), waived: keys("block") }, "goes"],
    [
      "a waived block leaves the other findings",
      { report: report({}, "block", "warn"), waived: keys("block") },
      "once",
    ],
    ["review is held once", { report: report({}, "review") }, "once"],
    [
      "review goes the second time",
      { report: report({}, "review"), shown: keys("review") },
      "goes",
    ],
    ["warn is held once", { report: report({}, "warn") }, "once"],
    ["warn goes the second time", { report: report({}, "warn"), shown: keys("warn") }, "goes"],
    [
      "a new finding is held though another was shown",
      { report: report({}, "warn", "review"), shown: keys("warn") },
      "once",
    ],
    ["advice never holds", { report: report({}, "advise") }, "goes"],
    ["private speech goes", { report: report({ personal: true }, "block") }, "goes"],
    ["protected speech goes", { report: report({ protected: true }, "block") }, "goes"],
    ["no report yet waits", { report: undefined }, "waiting"],
    ["no report for a second lets go", { report: undefined, lapsed: true }, "goes"],
    [
      "a report that came after all is heeded",
      { report: report({}, "block"), lapsed: true },
      "block",
    ],
    ["a dead checker lets go", { report: undefined, checker: "dead" }, "goes"],
    ["switched off lets go", { holding: false, report: report({}, "block") }, "goes"],
  ];
  it.each(cases)("%s", (_name, press, outcome) => {
    const decision = decide({ ...base, ...press });
    expect(decision.go ? "goes" : decision.cause).toBe(outcome);
  });
});
