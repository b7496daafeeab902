/** First run, second step: what Vouch may do, in plain words, before it does anything. */
import type { Consent } from "../wire/commands.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { type SwitchName, switchRow } from "./switches.ts";

const asked: readonly SwitchName[] = ["reading", "painting", "holding"];

export function consenting(desk: Desk, company: string): Child[] {
  const choice = {
    reading: true,
    painting: true,
    holding: true,
    comments: false,
    messages: false,
  };
  const agree = (): void => {
    const consent: Consent = { ...choice, at_ms: desk.now() };
    void desk.run({ kind: "consent", consent });
  };
  const rows = asked.map((name) =>
    switchRow(name, choice[name], (on) => {
      choice[name] = on;
    }),
  );
  return [
    h("h1", {}, "What Vouch may do on LinkedIn"),
    h("p", {}, "You decide, and you can change it at any time."),
    ...rows,
    h("h2", {}, "What leaves this device"),
    h(
      "p",
      {},
      `That you shared a post for ${company}, which story it was, and which rule you let pass. Never what you wrote, and nothing about posts of your own life. Every message is listed here for you to read.`,
    ),
    h("button", { class: "primary", "data-testid": "consent-start", click: agree }, "Start"),
  ];
}
