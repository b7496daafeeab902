import { expect, it } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import { blankFinding } from "../wire/blank.ts";
import type { Finding } from "../wire/shapes.ts";
import { findingCard } from "./finding.ts";

const finding: Finding = {
  ...blankFinding,
  rule: "demo.rule",
  severity: "advise",
  start: 0,
  end: 4,
  quote: "Yields may vary",
  title: "Risk notice",
  message: "Did the fund's board approve this?",
};

const card = (given: Partial<Finding>): HTMLElement =>
  findingCard(stillDesk(), {
    finding: { ...finding, ...given },
    waived: undefined,
    regulated: false,
  });

it("calls a question a question", () => {
  const asks = card({ question: true });
  expect(asks.querySelector(".severity")?.textContent).toBe("A question for you");
  expect(asks.getAttribute("aria-label")).toBe("A question for you: Risk notice");
  expect(card({}).querySelector(".severity")?.textContent).toBe("Consider");
});

it("shows what a near copy keeps, lacks and adds, without colour as the only sign", () => {
  const diff = card({
    diff: [
      { op: "keep", text: "Yields" },
      { op: "extra", text: "may" },
      { op: "keep", text: "vary; you can lose" },
      { op: "missing", text: "principal" },
    ],
  }).querySelector('[data-testid="finding-diff"]');
  const pieces = [...(diff?.querySelectorAll("[data-op]") ?? [])].map((each) => [
    each.tagName,
    each.textContent,
  ]);
  expect(pieces).toEqual([
    ["SPAN", "Yields"],
    ["DEL", "leave out: may"],
    ["SPAN", "vary; you can lose"],
    ["INS", "add: principal"],
  ]);
});

it("shows no difference where there is none to show", () => {
  expect(card({}).querySelector('[data-testid="finding-diff"]')).toBeNull();
});

it("tells a source somebody read from one that nobody has looked up", () => {
  const source = { title: "16 CFR 255.5", url: "", checked: "2026-11-21" };
  const shown = (by: string): string =>
    card({ source: { ...source, by } }).querySelector('[data-testid="finding-source"]')
      ?.textContent ?? "";
  expect(shown("vendor")).toContain(", checked ");
  expect(shown("secondary")).toContain(", read in a summary ");
  expect(shown("background")).toBe("16 CFR 255.5, not looked up yet");
});
