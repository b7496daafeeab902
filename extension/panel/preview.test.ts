import { expect, it } from "vitest";
import { blankFinding } from "../wire/blank.ts";
import type { Edit, Finding } from "../wire/shapes.ts";
import { preview } from "./preview.ts";

const finding: Finding = { ...blankFinding, start: 10, end: 31, quote: "Guaranteed 8% returns" };

const told = (edits: Edit[], given: Partial<Finding> = {}): string =>
  preview({ ...finding, ...given }, { label: "", edits })
    .map(({ op, text }) => `${{ keep: "=", missing: "+", extra: "-" }[op]}${text}`)
    .join(" ");

it("shows what goes and what comes among the words that stay", () => {
  expect(told([{ start: 10, end: 20, text: "Targeted" }])).toBe(
    "-Guaranteed +Targeted =8% returns",
  );
  expect(told([{ start: 20, end: 31, text: "" }])).toBe("=Guaranteed -8% returns");
});

it("shows several changes in the order of the text", () => {
  const edits = [
    { start: 24, end: 31, text: "yield" },
    { start: 10, end: 20, text: "Past" },
  ];
  expect(told(edits)).toBe("-Guaranteed +Past =8% -returns +yield");
});

it("shows what comes before words that stand elsewhere", () => {
  expect(told([{ start: 0, end: 0, text: "I work at Acme. " }])).toBe(
    "+I work at Acme. =Guaranteed 8% returns",
  );
});

it("leaves it to the label where words go that are not quoted, or none are", () => {
  expect(told([{ start: 0, end: 5, text: "" }])).toBe("");
  expect(told([{ start: 0, end: 0, text: "x" }], { quote: "", start: 3, end: 3 })).toBe("");
});

it("cuts long words that stay to what is next to the change", () => {
  const quote = `Guaranteed ${"so it goes on and on ".repeat(8)}at the end`;
  const shown = told([{ start: 10, end: 20, text: "Targeted" }], { quote, end: 10 + quote.length });
  expect(shown.length).toBeLessThan(70);
  expect(shown).toContain("…");
});
