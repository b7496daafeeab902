/** What left this device, and what waits to: every message, readable. */
import type { Sent, View } from "../wire/view.ts";
import { type Child, h } from "./dom.ts";
import { counted, moment } from "./words.ts";

export function left({ sent, outbox }: Pick<View, "sent" | "outbox">, nowMs: number): Child[] {
  const waiting = outbox.length > 0 && waitingRow(outbox);
  if (sent.length === 0) return [waiting, h("p", { class: "quiet" }, "Nothing has left yet.")];
  return [waiting, h("ol", { class: "sent" }, ...sent.map((each) => sentRow(each, nowMs)))];
}

function waitingRow(outbox: View["outbox"]): HTMLElement {
  return h(
    "details",
    { "data-testid": "waiting" },
    h("summary", {}, `${counted(outbox.length, "event")} waiting to be sent`),
    h("pre", {}, readable(outbox)),
  );
}

function sentRow(each: Sent, nowMs: number): HTMLElement {
  const times = each.times > 1 ? `, ${each.times} times` : "";
  return h(
    "li",
    {},
    h(
      "details",
      { "data-testid": "sent" },
      h(
        "summary",
        {},
        each.what,
        h("span", { class: "quiet" }, ` ${moment(each.at_ms, nowMs)}${times}`),
      ),
      h("p", { class: "quiet" }, each.address),
      h("pre", { "data-testid": "sent-body" }, body(each.body)),
      h("p", { class: "quiet" }, `Answer: ${each.answer}`),
    ),
  );
}

function body(json: string): string {
  try {
    return readable(JSON.parse(json));
  } catch {
    return json;
  }
}

/** Empty fields are not sent, so they are not shown. */
function readable(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (each === "" ? undefined : each), 2);
}
