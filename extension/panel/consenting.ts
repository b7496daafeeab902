/** First run, second step: what Vouch may do, in plain words, before it does anything. */
import type { Consent } from "../wire/commands.ts";
import { type Key, words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { no, yes } from "./glyphs.ts";
import { steps } from "./steps.ts";
import { type SwitchName, switchRow } from "./switches.ts";

const asked: readonly SwitchName[] = ["reading", "painting", "holding"];
const on = { reading: true, painting: true, holding: true };
const off = { comments: false, messages: false, card: false };
const usual = { ...on, ...off };

export function consenting(desk: Desk, company: string): Child[] {
  const { managed } = desk.view();
  const choice = { ...usual, ...managed?.consent };
  const agree = (): void => {
    const consent: Consent = { ...choice, at_ms: desk.now() };
    void desk.run({ kind: "consent", consent });
  };
  const decided = managed?.consentLocked ? words("switchManaged") : "";
  const rows = asked.map((name) =>
    switchRow({ name, on: choice[name], decided }, (on) => {
      choice[name] = on;
    }),
  );
  return [
    steps(2),
    h("h1", { tabindex: "-1" }, words("consentTitle")),
    h("p", {}, words("consentMore")),
    h("div", {}, ...rows),
    h("h2", {}, words("consentLeaves")),
    h(
      "ul",
      { class: "signs" },
      ...leaves.map(([sign, key]) => h("li", {}, sign(), h("span", {}, words(key, company)))),
    ),
    h(
      "button",
      { class: "primary", "data-testid": "consent-start", click: agree },
      words("consentStart"),
    ),
  ];
}

const leaves: readonly (readonly [() => SVGElement, Key])[] = [
  [yes, "leavesShares"],
  [yes, "leavesPrint"],
  [yes, "leavesRules"],
  [no, "leavesWords"],
  [no, "leavesOwn"],
];
