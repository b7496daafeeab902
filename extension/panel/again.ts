/**
 * The way back in for a browser that the server lets in no more: its place in the list was shut out, or
 * an answer that renewed it was lost. What waits here goes out after it.
 */
import type { View } from "../wire/view.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { codeField, pair } from "./pairing.ts";

export interface AgainPart extends Pick<View, "shut"> {
  readonly server: string;
}

export function pairAgain(desk: Desk, { shut, server }: AgainPart): Child[] {
  if (!shut) return [];
  const code = codeField();
  const problem = h("p", { class: "problem", role: "alert", "data-testid": "again-problem" });
  const button = h(
    "button",
    { class: "primary", type: "submit", "data-testid": "again" },
    words("againButton"),
  );
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = "";
    const outcome = await pair(desk, server, code.input.value);
    button.disabled = false;
    problem.textContent = outcome.reason;
    desk.say(outcome.ok ? words("againDone") : "");
    if (!outcome.ok) code.input.focus();
  };
  return [
    h(
      "form",
      {
        class: "stack notice",
        "data-testid": "shut-out",
        submit: (event) => void submit(event),
      },
      h("p", {}, words("againWhat")),
      code.label,
      problem,
      button,
    ),
  ];
}
