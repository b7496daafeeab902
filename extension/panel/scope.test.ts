import { expect, it } from "vitest";
import { scopeWords } from "./scope.ts";

it("says nothing of a rule that concerns everybody", () => {
  expect(scopeWords({ mine: true, only: [] })).toBe("");
});

it.each<[string[][], string]>([
  [[["country=AT", "country=DE"]], "Only in Austria or Germany."],
  [[["country=US-CO"]], "Only in United States (CO)."],
  [[["role=officer"], ["country=GB"]], "Only to officers. Only in United Kingdom."],
  [[["compensated", "role=ambassador"]], "Only when sharing is paid for or to ambassadors."],
  [[["!country=DE"]], "Not in Germany."],
  [
    [["!team=press", "paused"]],
    "Only not in the team press or while your company has paused posting.",
  ],
  [[["surface=comment", "static"]], "Only in: Comment or in headline and About."],
  [[["lang=de"]], "Only to texts in German."],
  [[["country=nowhere"]], "Only in NOWHERE."],
])("says of %j whom it concerns", (only, told) => {
  expect(scopeWords({ mine: true, only })).toBe(told);
  expect(scopeWords({ mine: false, only })).toBe(`Does not apply to you now. ${told}`);
});
