/**
 * How the four severities look. They differ by the shape and the thickness of the line as well as
 * by colour, so that they are told apart without seeing colours, and where a person's own colours
 * replace ours.
 */
export type Severity = "advise" | "warn" | "review" | "block";

/** Mildest first; later ones are painted over earlier ones. */
export const order: readonly Severity[] = ["advise", "warn", "review", "block"];

/** Each colour has a contrast of 3:1 or more to white and to #1b1f23, LinkedIn's two grounds. */
const lines: Record<Severity, string> = {
  block: "underline solid 3px #d9463a",
  review: "underline dashed 2px #b5700c",
  warn: "underline wavy 1.5px #97810b",
  advise: "underline dotted 2px #4b86b4",
};

/** `names` are the highlights' names, mildest first. */
export function sheetFor(names: readonly string[]): string {
  const rules = order.map((severity, at) => {
    const line = `text-decoration:${lines[severity]};text-decoration-skip-ink:none`;
    return `::highlight(${names[at]}){${line}}`;
  });
  const all = names.map((name) => `::highlight(${name})`).join(",");
  // Browsers paint highlights like a selection there: a line is seen within it, not below it.
  const forced = `${all}{text-underline-offset:-1px}`;
  return [...rules, `@media (forced-colors:active){${forced}}`].join("\n");
}
