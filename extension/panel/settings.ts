/** The person's switches, what the company chose, and the way out. */
import type { Consent } from "../wire/commands.ts";
import type { View } from "../wire/view.ts";
import { words } from "../words/words.ts";
import { aboutPart, type Build } from "./about.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { type Switch, type SwitchName, switchRow } from "./switches.ts";

const names: readonly SwitchName[] = [
  "reading",
  "painting",
  "holding",
  "comments",
  "messages",
  "card",
];

/** What a company's policy can set for the person; the rest is the person's own in any case. */
const locks: ReadonlySet<SwitchName> = new Set(["reading", "painting", "holding"]);

export type SettingsPart = Pick<View, "consent" | "settings" | "pairing" | "managed"> & {
  readonly build?: Build | undefined;
};

export function settings(desk: Desk, view: SettingsPart): Child[] {
  const { consent, pairing } = view;
  if (consent === null || pairing === null) return [];
  // A second switch may be turned before the worker has answered to the first: it must keep that one.
  let chosen = consent;
  const rows = switchesOf(view, consent).map((each) =>
    switchRow(each, (on) => {
      chosen = { ...chosen, [each.name]: on, at_ms: desk.now() };
      void desk.run({ kind: "consent", consent: chosen });
    }),
  );
  const unpair = (): void => {
    if (confirm(words("unpairAsk"))) void desk.run({ kind: "unpair" });
  };
  return [
    h("div", {}, ...rows),
    ...companyPart(view),
    h(
      "p",
      { class: "quiet", "data-testid": "paired-as" },
      words("pairedAs", pairing.advocate, pairing.workspace, pairing.server),
    ),
    h("button", { class: "danger", "data-testid": "unpair", click: unpair }, words("unpair")),
    ...aboutPart(view.build),
  ];
}

/** What the company switched off is off, and what its policy set stands, whatever was chosen. */
function switchesOf({ settings, managed }: SettingsPart, consent: Consent): Switch[] {
  const off = { painting: settings?.paint === false, holding: settings?.hold === false };
  return names.map((name) => {
    if (name === "card") {
      const never = managed?.card === "off";
      return { name, on: consent.card && !never, decided: never ? words("managedCard") : "" };
    }
    if (name in off && off[name as keyof typeof off]) {
      return { name, on: false, decided: words("switchedOff") };
    }
    if (managed?.consentLocked && locks.has(name)) {
      return { name, on: managed.consent[name], decided: words("switchManaged") };
    }
    return { name, on: consent[name], decided: "" };
  });
}

/** In which mode the workspace runs, and what the company's own policy says of this browser. */
function companyPart({ settings, managed }: SettingsPart): Child[] {
  if (settings === null) return [];
  const said = [
    settings.mode.aggregate ? words("modeAggregate") : "",
    settings.regulated ? words("modeRegulated") : "",
    settings.per_person ? words("modePerPerson") : words("modeNoPerson"),
    managed === null ? "" : words("managed"),
    managed?.card === "off" ? words("managedCard") : "",
  ].filter((each) => each !== "");
  return [
    h("h3", {}, words("companyTitle")),
    h("ul", { class: "plain", "data-testid": "mode" }, ...said.map((each) => h("li", {}, each))),
  ];
}
