import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isSelector } from "./selector.ts";

const file = join(import.meta.dirname, "../../shared/surfaces/testdata/selectors.json");
const cases = JSON.parse(readFileSync(file, "utf8")) as { good: string[]; bad: string[] };

it.each(cases.good)("%s is taken, and the browser can ask it", (text) => {
  expect(isSelector(text)).toBe(true);
  expect(() => document.body.matches(text)).not.toThrow();
});

it.each(cases.bad)("%s is refused", (text) => {
  expect(isSelector(text)).toBe(false);
});
