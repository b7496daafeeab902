import { describe, expect, it } from "vitest";
import { blankFinding } from "../wire/blank.ts";
import { findingKey } from "../wire/messages.ts";
import type { Finding, Report, SeverityName } from "../wire/shapes.ts";
import type { TabView, View } from "../wire/view.ts";
import { heldWords } from "./held.ts";
import { originOf } from "./origin.ts";
import { verdictOf } from "./verdict.ts";
import { empty } from "./view.ts";

const finding = (severity: SeverityName): Finding => ({
  ...blankFinding,
  rule: `r.${severity}`,
  severity,
  start: 0,
  end: 1,
  quote: "x",
});

const report = (...severities: SeverityName[]): Report => ({
  verdict: "clear",
  protected: false,
  personal: false,
  findings: severities.map(finding),
});

const view = (tab: Partial<TabView>, more: Partial<View> = {}): View => ({
  ...empty,
  consent: {
    at_ms: 1,
    reading: true,
    painting: true,
    holding: true,
    comments: false,
    messages: false,
    card: false,
  },
  tab: {
    tab: 1,
    state: "checked",
    surface: "post",
    reason: "",
    seq: 1,
    report: report(),
    held: null,
    suggestions: [],
    near: null,
    note: "",
    ...tab,
  },
  ...more,
});

const waived = (severity: SeverityName): View["waivers"] => [
  { key: findingKey(finding(severity)), rule: "", quote: "", reason: "because", at_ms: 1 },
];

describe("the verdict", () => {
  const cases: [name: string, view: View, kind: string][] = [
    ["nothing open", view({ state: "none", report: null }), "none"],
    ["not looked at yet", view({ state: "idle", report: null }), "none"],
    ["the checker failed", view({ state: "failed", report: null, reason: "No rules." }), "failed"],
    ["clear", view({}), "clear"],
    ["the worst one leads", view({ report: report("advise", "block", "warn") }), "block"],
    ["private", view({ report: { ...report(), personal: true } }), "own"],
    ["protected", view({ report: { ...report(), protected: true } }), "own"],
    [
      "what was let pass does not count",
      view({ report: report("block") }, { waivers: waived("block") }),
      "clear",
    ],
  ];
  it.each(cases)("%s", (_name, given, kind) => {
    expect(verdictOf(given).kind).toBe(kind);
  });
});

describe("a held press", () => {
  it("says nothing while nothing is held", () => {
    expect(heldWords(view({ report: report("block") }))).toBe("");
  });
  it("asks for a change where a rule forbids", () => {
    expect(heldWords(view({ held: "block", report: report("block") }))).toContain("Mend this");
  });
  it("says that the next press goes through where a look is enough", () => {
    expect(heldWords(view({ held: "once", report: report("warn") }))).toContain(
      "it will go through",
    );
  });
  it("says when nothing stands in the way any more", () => {
    expect(heldWords(view({ held: "block" }))).toContain("Press Post again");
  });
});

describe("a server's address", () => {
  const cases: [typed: string, origin: string | undefined][] = [
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["https://vouch.example/console/", "https://vouch.example"],
    [" vouch.example ", "https://vouch.example"],
    ["127.0.0.1:8080/", "http://127.0.0.1:8080"],
    ["localhost:8080", "http://localhost:8080"],
    ["http://vouch.example", undefined],
    ["javascript:alert(1)", undefined],
    ["ftp://vouch.example", undefined],
    ["", undefined],
  ];
  it.each(cases)("%j", (typed, origin) => {
    expect(originOf(typed)).toBe(origin);
  });
});
