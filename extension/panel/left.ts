/** What left this device, and what waits to: every message, readable, the newest first. */
import type { Sent, View } from "../wire/view.ts";
import { moment } from "../words/times.ts";
import { counted, words } from "../words/words.ts";
import { type Child, h } from "./dom.ts";

export function left({ sent, outbox }: Pick<View, "sent" | "outbox">, nowMs: number): Child[] {
  return [
    h("p", { class: "quiet" }, words("leftWhat")),
    outbox.length > 0 && waitingRow(outbox),
    sent.length === 0
      ? h("p", { class: "empty" }, words("leftNone"))
      : h(
          "ol",
          { class: "sent" },
          ...sent.map((each, at) => sentRow(each, sent.length - at, nowMs)),
        ),
  ];
}

function waitingRow(outbox: View["outbox"]): HTMLElement {
  return h(
    "details",
    { "data-testid": "waiting" },
    h("summary", {}, counted("leftWaiting", outbox.length)),
    h("pre", { tabindex: "0" }, readable(outbox)),
  );
}

/** `number` counts from the oldest, so that it names the same message when newer ones came. */
function sentRow(each: Sent, number: number, nowMs: number): HTMLElement {
  const { times } = each;
  const at = moment(each.at_ms, nowMs);
  return h(
    "li",
    {},
    h(
      "details",
      { "data-testid": "sent", "data-key": `sent ${number}` },
      h(
        "summary",
        {},
        h("span", {}, each.what),
        " ",
        h("time", { class: "quiet" }, times > 1 ? words("leftTimes", at, times) : at),
      ),
      h("p", { class: "quiet" }, each.address),
      h("pre", { "data-testid": "sent-body", tabindex: "0" }, body(each.body)),
      h("p", { class: "quiet" }, words("leftAnswer", each.answer)),
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
