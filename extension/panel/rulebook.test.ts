import { expect, it } from "vitest";
import type { BookRule } from "../wire/questions.ts";
import { h } from "./dom.ts";
import { bookParts, fits, packsOf } from "./rulebook.ts";

const rule: BookRule = {
  id: "finra.promissory",
  pack: "FINRA",
  title: "A promise of a return",
  why: "Nobody can guarantee a return.",
  severity: "block",
  owner: "compliance@acme.example",
  override: false,
  protect: false,
  from: "2026-11-01",
  until: "",
  surfaces: ["post"],
  source: { title: "FINRA Rule 2210", url: "", checked: "2026-11-21", by: "vendor" },
  mine: true,
  only: [],
};

const drawn = (rules: BookRule[]): HTMLElement => {
  const place = h("div");
  for (const each of bookParts({ rules })) if (each instanceof Node) place.append(each);
  return place;
};

it("finds a rule by words of its title, its reason or its source", () => {
  expect(["promise RETURN", "guarantee", "2210", ""].map((words) => fits(rule, words))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(fits(rule, "promise disclosure")).toBe(false);
});

it("keeps the packs in the order in which they come", () => {
  const rules = [rule, { ...rule, id: "b", pack: "House" }, { ...rule, id: "c" }];
  expect(packsOf(rules).map(([pack, own]) => [pack, own.length])).toEqual([
    ["FINRA", 2],
    ["House", 1],
  ]);
});

it("draws the rules of a pack once somebody unfolds it, with all that they rest on", () => {
  const place = drawn([rule]);
  expect(place.querySelectorAll('[data-testid="rule"]').length).toBe(0);
  place.querySelector('[data-testid="pack"]')?.dispatchEvent(new Event("toggle"));
  const said = place.querySelector('[data-testid="rule"]')?.textContent ?? "";
  for (const part of [
    "Nobody can",
    "Must change",
    "from 1 Nov 2026",
    "for: Post",
    "no exception",
  ]) {
    expect(said).toContain(part);
  }
  expect(said).toContain("FINRA Rule 2210, checked 21 Nov 2026");
});

it("says of a protecting rule that it protects, and calls it no fault", () => {
  const place = drawn([{ ...rule, protect: true }]);
  place.querySelector('[data-testid="pack"]')?.dispatchEvent(new Event("toggle"));
  const said = place.querySelector('[data-testid="rule"]')?.textContent ?? "";
  expect(said).toContain("Protects you");
  expect(said).not.toContain("Must change");
});

it("counts the rules that are mine, and tells after them those of other circumstances", () => {
  const theirs = { ...rule, id: "b", title: "B", mine: false, only: [["country=DE"]] };
  const place = drawn([theirs, rule]);
  expect(place.querySelector('[role="status"]')?.textContent).toBe(
    "1 rule for you · 1 more in other circumstances",
  );
  expect(place.querySelector("summary")?.textContent).toBe("FINRA 1");
  place.querySelector('[data-testid="pack"]')?.dispatchEvent(new Event("toggle"));
  const rows = [...place.querySelectorAll('[data-testid="rule"]')];
  expect(rows.map((row) => row.getAttribute("data-rule"))).toEqual(["finra.promissory", "b"]);
  expect(rows.map((row) => row.querySelector('[data-testid="scope"]')?.textContent)).toEqual([
    undefined,
    "Does not apply to you now. Only in Germany.",
  ]);
});

it("says what to expect where there are no rules", () => {
  expect(drawn([]).textContent).toContain("No rules have arrived");
});
