import { expect, it } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import { usualAges } from "../wire/shapes.ts";
import type { RulesAge } from "../wire/view.ts";
import { type RulesPart, rulesLine, staleWarning } from "./age.ts";
import { h } from "./dom.ts";

const hour = 3_600_000;
const rules = (age: RulesAge) => ({
  revision: 7,
  issued_ms: 0,
  received_ms: 0,
  age,
  unconfirmed_ms: 0,
});

function said(given: Partial<RulesPart>): string {
  const place = h("div");
  const usual = {
    rules: rules("fresh"),
    synced_ms: hour,
    offline: "",
    ages: usualAges,
    waiting: 0,
  };
  for (const each of rulesLine(stillDesk({}, 3 * hour), { ...usual, ...given })) {
    if (each instanceof Node) place.append(each);
  }
  return place.textContent ?? "";
}

it("tells the revision and when the server was asked; fresh rules need no more", () => {
  expect(said({})).toContain("revision 7.");
  expect(said({})).toContain("Asked the server 2 hours ago.");
  expect(said({})).not.toContain("old");
});

it("tells what ageing and too old rules mean, as the company chose", () => {
  expect(said({ rules: rules("ageing") })).toContain("Checks go on as before");
  const stale = (when_stale: "check" | "warn" | "stop"): string =>
    said({ rules: rules("stale"), ages: { ...usualAges, when_stale } });
  expect(stale("check")).toContain("as your company chose");
  expect(stale("warn")).toContain("may have changed");
  expect(stale("stop")).toContain("nothing checked");
});

it("says without a net what waits for it", () => {
  const offline = said({ offline: "The server was not reached.", waiting: 2 });
  expect(offline).toContain("Last answer from the server 2 hours ago. The server was not reached.");
  expect(offline).toContain("2 events wait here");
});

it("warns above the verdict of rules that are too old, and of no others", () => {
  expect(staleWarning({ rules: rules("stale"), settings: null })).toContain("too old");
  expect(staleWarning({ rules: rules("ageing"), settings: null })).toBe("");
});
