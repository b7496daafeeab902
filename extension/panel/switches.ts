/** The person's own switches, on the consent screen and in the settings. */
import type { Consent } from "../wire/commands.ts";
import { type Key, words } from "../words/words.ts";
import { h } from "./dom.ts";

export type SwitchName = Exclude<keyof Consent, "at_ms">;

export const switchKeys: Record<SwitchName, { readonly title: Key; readonly means: Key }> = {
  reading: { title: "switchReading", means: "switchReadingMeans" },
  painting: { title: "switchPainting", means: "switchPaintingMeans" },
  holding: { title: "switchHolding", means: "switchHoldingMeans" },
  comments: { title: "switchComments", means: "switchCommentsMeans" },
  messages: { title: "switchMessages", means: "switchMessagesMeans" },
  card: { title: "switchCard", means: "switchCardMeans" },
};

export interface Switch {
  readonly name: SwitchName;
  readonly on: boolean;
  /** Who decided instead of the person, as a sentence; empty: nobody did. */
  readonly decided: string;
}

export function switchRow({ name, on, decided }: Switch, onChange: (on: boolean) => void) {
  const { title, means } = switchKeys[name];
  const input = h("input", {
    type: "checkbox",
    role: "switch",
    name,
    checked: on,
    disabled: decided !== "",
    "data-testid": `switch-${name}`,
    "aria-describedby": `means-${name}`,
    change: () => onChange(input.checked),
  });
  return h(
    "div",
    { class: "switch" },
    h("label", {}, h("span", {}, words(title)), input),
    h(
      "p",
      { class: "quiet", id: `means-${name}` },
      words(means),
      decided !== "" && h("strong", {}, ` ${decided}`),
    ),
  );
}
