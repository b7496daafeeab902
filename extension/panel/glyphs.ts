/** One shape for each severity, so that colour is never the only sign. On a grid of 16. */
import type { Finding, SeverityName } from "../wire/shapes.ts";
import type { RulesAge } from "../wire/view.ts";
import { glyph } from "./dom.ts";
import type { Verdict } from "./verdict.ts";

const circle = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z";

const shapes: Record<Verdict["kind"], string> = {
  // An octagon, a diamond, a triangle, a circle, each with its sign.
  block: "M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM5.5 8h5",
  review: "M8 1.5L14.5 8 8 14.5 1.5 8zM8 5v3.6M8 10.6v.4",
  warn: "M8 2l6.5 11.8h-13zM8 6.4v3.4M8 11.6v.4",
  advise: `${circle}M8 7.2V11M8 5v.4`,
  clear: `${circle}M5 8.4l2.1 2.1L11 6.2`,
  own: "M8 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.6-2.7 2.7-4.2 5.5-4.2s4.9 1.5 5.5 4.2",
  none: "M2 2.5h12v8.2H8.2L5 13.5v-2.8H2z",
  failed: `${circle}M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4`,
};

export const verdictGlyph = (kind: Verdict["kind"]): SVGElement => glyph(shapes[kind], kind);
export const severityGlyph = (severity: SeverityName): SVGElement =>
  glyph(shapes[severity], severity);

/** A circle with a question mark. */
const asking = `${circle}M6 6.3a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1M8 11v.4`;

/** A finding's severity, or that it asks. */
export const findingGlyph = ({ question, severity }: Finding): SVGElement =>
  question ? glyph(asking, severity) : severityGlyph(severity);

const ages: Record<RulesAge | "offline", string> = {
  // A tick, a clock, a clock that has stopped, a broken line.
  fresh: shapes.clear,
  ageing: `${circle}M8 4.6V8l2.4 1.6`,
  stale: `${circle}M8 4.6V8M8 10.8v.4`,
  offline: "M2 6.2C5.6 3 10.4 3 14 6.2M4.6 9c2-1.7 4.8-1.7 6.8 0M8 12v.2M3 13L13 3",
};

export const ageGlyph = (age: RulesAge | "offline"): SVGElement => glyph(ages[age], `age-${age}`);

/** What a list says is done, and what is never. */
export const yes = (): SVGElement => glyph("M3.5 8.5l3 3 6-6.5", "yes");
export const no = (): SVGElement => glyph("M4 4l8 8M12 4l-8 8", "no");

/** The mark: a check in a speech bubble. */
export const brand = (): SVGElement =>
  glyph("M2 2.5h12v8.7H8.4L5 14v-2.8H2zM5 6.9l2.2 2.1 3.9-4", "brand");
