/** The person's own switches, on the consent screen and in the settings. */
import type { Consent } from "../wire/commands.ts";
import { h } from "./dom.ts";

export type SwitchName = Exclude<keyof Consent, "at_ms">;

interface Words {
  readonly title: string;
  readonly means: string;
}

export const switchWords: Record<SwitchName, Words> = {
  reading: {
    title: "Read the post while I type",
    means:
      "Vouch reads the post you are writing, on this device, and shows findings at once. Off: it reads only when you press “Check now”, and before a “Post” that it holds.",
  },
  painting: {
    title: "Underline words in the page",
    means:
      "The words a finding is about are underlined in the editor. Off: you see them here only.",
  },
  holding: {
    title: "Hold “Post” until it is checked",
    means:
      "Pressing “Post” waits for the check and stops where a rule forbids the post. Off: nothing ever stops you. With reading off as well, your shares are not counted.",
  },
  comments: {
    title: "Comments too",
    means: "Comments you write are checked and underlined as well. Nothing holds them.",
  },
  messages: {
    title: "Messages too",
    means:
      "Messages you write are checked and underlined as well. They are private: leave this off unless your work needs it.",
  },
};

export function switchRow(
  name: SwitchName,
  on: boolean,
  onChange: (on: boolean) => void,
  overruled = "",
): HTMLElement {
  const words = switchWords[name];
  const input = h("input", {
    type: "checkbox",
    role: "switch",
    name,
    checked: on,
    disabled: overruled !== "",
    "data-testid": `switch-${name}`,
    "aria-describedby": `means-${name}`,
    change: () => onChange(input.checked),
  });
  return h(
    "div",
    { class: "switch" },
    h("label", {}, h("span", {}, words.title), input),
    h("p", { class: "quiet", id: `means-${name}` }, overruled === "" ? words.means : overruled),
  );
}
