/** The clicks that shares brought: a month of days as bars, and share by share. */
import type { Standing } from "../wire/standing.ts";
import { civilDay, moment } from "../words/times.ts";
import { counted, words } from "../words/words.ts";
import { type Child, h, svgElement } from "./dom.ts";

type Day = Standing["days"][number];

export function reachPart({ days, reach, conversions }: Standing, now: number): Child[] {
  if (days.length === 0 && reach.length === 0) return [];
  const sum = days.reduce((clicks, day) => clicks + day.clicks, 0);
  return [
    h("h3", {}, words("reachTitle")),
    sum > 0 ? chart(days, sum) : h("p", { class: "empty" }, words("reachNone")),
    conversions > 0 && h("p", { class: "fact" }, counted("reachLed", conversions)),
    reach.length > 0 &&
      h("ul", { class: "lines", "data-testid": "reach" }, ...reach.map((each) => row(each, now))),
  ];
}

/** Bars of one unit width on a field of this height. */
const height = 40;
const unit = 10;

function chart(days: readonly Day[], sum: number): HTMLElement {
  const most = days.reduce((best, day) => (day.clicks > best.clicks ? day : best));
  const said = `${counted("reachSum", sum)} ${words("reachMost", civilDay(most.day), most.clicks)}`;
  const svg = svgElement("svg", {
    viewBox: `0 0 ${days.length * unit} ${height}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  svg.append(...days.map((day, at) => bar(day, at, most.clicks)));
  const ends = [days[0], days.at(-1)].map((day) => h("span", {}, civilDay(day?.day ?? "")));
  return h(
    "figure",
    { class: "chart", "data-testid": "chart" },
    svg,
    h("div", { class: "ends", "aria-hidden": "true" }, ...ends),
    h("figcaption", {}, said),
  );
}

/** A day without a click keeps a hair's breadth, so that the days can be counted. */
function bar({ clicks }: Day, at: number, most: number): SVGElement {
  const tall = Math.max(1, Math.round((clicks / most) * height));
  return svgElement("rect", {
    x: String(at * unit + 1),
    y: String(height - tall),
    width: String(unit - 2),
    height: String(tall),
    class: clicks === 0 ? "none" : "",
  });
}

function row({ title, at_ms, clicks, conversions }: Standing["reach"][number], now: number) {
  const led = conversions > 0 ? `, ${counted("conversions", conversions)}` : "";
  return h(
    "li",
    {},
    h("span", {}, title),
    h("strong", {}, `${counted("clicks", clicks)}${led}`),
    h("time", { class: "quiet" }, words("reachShared", moment(at_ms, now))),
  );
}
