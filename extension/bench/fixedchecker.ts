/**
 * Stands in for checker/checker.ts in the worker that the real one is measured against: no Wasm,
 * one fixed finding wherever the words stand.
 */
import type { Checker } from "../checker/checker.ts";
import type { Loaded } from "../checker/loaded.ts";
import { blankFinding } from "../wire/blank.ts";
import type { Finding } from "../wire/shapes.ts";

const words = "Guaranteed 8% returns";

export function openChecker(): Checker {
  const loaded: Loaded = { kind: "rules", revision: 1, issued_ms: 0, unchanged: true, items: 1 };
  return {
    load: () => Promise.resolve(loaded),
    library: () => Promise.resolve({ ...loaded, kind: "library" }),
    suggest: () => Promise.resolve([]),
    near: () => Promise.resolve({ print: "", count: 0, age: 0 }),
    rulebook: () => Promise.resolve({ rules: [] }),
    check: ({ text }) => {
      const start = text.indexOf(words);
      const findings = start < 0 ? [] : [finding(start)];
      const verdict = start < 0 ? "clear" : "block";
      return Promise.resolve({ verdict, protected: false, personal: false, findings });
    },
  };
}

function finding(start: number): Finding {
  return {
    ...blankFinding,
    rule: "bench.fixed",
    severity: "block",
    start,
    end: start + words.length,
    quote: words,
    title: "Fixed",
    message: "Fixed.",
  };
}
