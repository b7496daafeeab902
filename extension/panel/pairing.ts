/** First run, first step: server and code. */
import { type Outcome, refuse } from "../wire/messages.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { originOf } from "./origin.ts";
import { steps } from "./steps.ts";

export function pairing(desk: Desk): Child[] {
  const given = desk.view().managed?.server ?? "";
  const server = field(words("pairServer"), "server", "http://127.0.0.1:8080", "url");
  server.input.value = given;
  const code = codeField();
  const problem = h("p", { class: "problem", role: "alert", "data-testid": "pair-problem" });
  const button = h("button", { class: "primary", type: "submit", "data-testid": "pair" });
  const rest = (): void => {
    button.disabled = false;
    button.textContent = words("pair");
  };
  rest();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    button.disabled = true;
    button.textContent = words("pairWait");
    problem.textContent = "";
    const outcome = await pair(desk, server.input.value, code.input.value);
    rest();
    problem.textContent = outcome.reason;
    if (!outcome.ok) code.input.focus();
  };
  return [
    steps(1),
    h("h1", {}, words("pairTitle")),
    h("p", {}, words("pairMore")),
    h(
      "form",
      { class: "stack", submit: (event) => void submit(event) },
      server.label,
      given !== "" && h("p", { class: "quiet" }, words("pairManaged")),
      code.label,
      problem,
      button,
      h("p", { class: "quiet" }, words("pairHow")),
    ),
  ];
}

export const codeField = () => field(words("pairCode"), "code", "XXXX-XXXX", "text");

/** Of type text: the browser's own check of addresses would refuse one without "https://". */
function field(label: string, name: string, placeholder: string, inputmode: string) {
  const input = h("input", {
    name,
    placeholder,
    inputmode,
    type: "text",
    required: true,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "data-testid": `pair-${name}`,
  });
  return { input, label: h("label", { class: "field" }, h("span", {}, label), input) };
}

export async function pair(desk: Desk, address: string, code: string): Promise<Outcome> {
  const server = originOf(address);
  if (server === undefined) return refuse(words("pairNoAddress"));
  if (!(await allowed(server))) return refuse(words("pairNotAllowed"));
  return desk.ask({ kind: "pair", server, code: code.trim() });
}

/** Built in for this machine; for another the browser asks, and only within the click. */
function allowed(server: string): Promise<boolean> {
  const { protocol, hostname } = new URL(server);
  if (hostname === "127.0.0.1") return Promise.resolve(true);
  return chrome.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
}
