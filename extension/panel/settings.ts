/** The person's switches, and the way out. */
import type { View } from "../wire/view.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { type SwitchName, switchRow } from "./switches.ts";

const names: readonly SwitchName[] = ["reading", "painting", "holding", "comments", "messages"];
const overruled = "Your company has switched this off for everyone.";

export function settings(
  desk: Desk,
  view: Pick<View, "consent" | "settings" | "pairing">,
): Child[] {
  const { consent, pairing } = view;
  if (consent === null || pairing === null) return [];
  const off: Partial<Record<SwitchName, boolean>> = {
    painting: view.settings?.paint === false,
    holding: view.settings?.hold === false,
  };
  const rows = names.map((name) =>
    switchRow(
      name,
      consent[name] && off[name] !== true,
      (on) => {
        const now = desk.view().consent ?? consent;
        void desk.run({ kind: "consent", consent: { ...now, [name]: on, at_ms: desk.now() } });
      },
      off[name] === true ? overruled : "",
    ),
  );
  const ask = "Unpair this browser? Its rules, points and messages are removed from here.";
  const unpair = (): void => {
    if (confirm(ask)) void desk.run({ kind: "unpair" });
  };
  return [
    ...rows,
    h(
      "p",
      { class: "quiet", "data-testid": "paired-as" },
      `Paired as ${pairing.advocate} with ${pairing.workspace} at ${pairing.server}.`,
    ),
    h("button", { class: "danger", "data-testid": "unpair", click: unpair }, "Unpair this browser"),
  ];
}
