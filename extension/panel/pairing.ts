/** First run, first step: server and code. */
import { type Outcome, refuse } from "../wire/messages.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";

export function pairing(desk: Desk): Child[] {
  const server = field("Server", "server", "http://127.0.0.1:8080", "url");
  const code = field("Pairing code", "code", "XXXX-XXXX", "text");
  const problem = h("p", { class: "problem", role: "alert", "data-testid": "pair-problem" });
  const button = h("button", { class: "primary", type: "submit", "data-testid": "pair" }, "Pair");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = "";
    const outcome = await pair(desk, server.input.value, code.input.value);
    button.disabled = false;
    problem.textContent = outcome.reason;
  };
  return [
    h("h1", {}, "Know before you post"),
    h(
      "p",
      {},
      "Vouch checks what you write for your company against its rules. It does so in this browser: your drafts are never sent anywhere.",
    ),
    h(
      "form",
      { class: "stack", submit: (event) => void submit(event) },
      server.label,
      code.label,
      h(
        "p",
        { class: "quiet" },
        "Your administrator gives you both, or the page “Get started” of your company's Vouch server. A code works once, for ten minutes.",
      ),
      problem,
      button,
    ),
  ];
}

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

async function pair(desk: Desk, address: string, code: string): Promise<Outcome> {
  const server = originOf(address);
  if (server === undefined)
    return refuse("This is not an address. It looks like https://vouch.example.com");
  if (!(await allowed(server))) {
    return refuse(
      "The browser must be allowed to reach this server. Press Pair again and allow it.",
    );
  }
  return desk.ask({ kind: "pair", server, code: code.trim() });
}

/**
 * The origin, so that a pasted path or a trailing slash does no harm. What names no scheme is
 * https, but for this machine.
 */
export function originOf(address: string): string | undefined {
  const given = address.trim();
  const scheme = /^(127\.0\.0\.1|localhost)(:|\/|$)/.test(given) ? "http" : "https";
  const whole = given.includes("://") ? given : `${scheme}://${given}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, origin } = new URL(whole);
  return protocol === "https:" || protocol === "http:" ? origin : undefined;
}

/** Built in for this machine; for another the browser asks, and only within the click. */
function allowed(server: string): Promise<boolean> {
  const { protocol, hostname } = new URL(server);
  if (hostname === "127.0.0.1") return Promise.resolve(true);
  return chrome.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
}
