/** A finding that says nothing, for tests and measurements to fill in: one place to mend when it grows. */
import type { Finding } from "./shapes.ts";

export const blankFinding: Finding = {
  rule: "",
  severity: "warn",
  start: 0,
  end: 0,
  quote: "",
  title: "",
  message: "",
  owner: "",
  override: true,
  source: { title: "", url: "", checked: "", by: "" },
  fixes: [],
  question: false,
  diff: [],
};
