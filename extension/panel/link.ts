/** The page's way to the worker: snapshots come by Port, commands and questions are answered. */
import type { Command } from "../wire/commands.ts";
import { type Outcome, outcome, panelPort, refuse } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { type Rulebook, rulebook } from "../wire/questions.ts";
import { toPage, type View } from "../wire/view.ts";
import { words } from "../words/words.ts";

export interface PageLink {
  /** Shows another tab; negative is none. */
  watch(tab: number): void;
  /** Never fails: a worker that does not answer is an outcome like others. */
  run(command: Command): Promise<Outcome>;
  rulebook(): Promise<Rulebook | undefined>;
}

/** The worker dies when idle; while somebody looks, the Port is opened again. */
const reopenMs = 300;

export function openPageLink(onView: (view: View) => void): PageLink {
  let port: chrome.runtime.Port | undefined;
  let tab = -1;
  let view: View | undefined;

  const hear = (raw: unknown): void => {
    const message = attempt(toPage, raw);
    if (message?.kind === "view") view = message.view;
    else if (message?.kind === "tab" && view !== undefined) view = { ...view, tab: message.tab };
    if (view !== undefined && message !== undefined) onView(view);
  };
  const open = (): void => {
    if (port !== undefined || document.visibilityState === "hidden") return;
    port = chrome.runtime.connect({ name: panelPort });
    port.onMessage.addListener(hear);
    port.onDisconnect.addListener(() => {
      port = undefined;
      setTimeout(open, reopenMs);
    });
    port.postMessage({ kind: "watch", tab });
  };
  document.addEventListener("visibilitychange", open);
  open();
  return {
    watch(next) {
      tab = next;
      if (port === undefined) open();
      else port.postMessage({ kind: "watch", tab });
    },
    async run(command) {
      const answer = await ask({ kind: "command", command });
      return attempt(outcome, answer) ?? refuse(words("noAnswer"));
    },
    async rulebook() {
      return attempt(rulebook, await ask({ kind: "question", question: { kind: "rulebook" } }));
    },
  };
}

async function ask(message: object): Promise<unknown> {
  const answer: Promise<unknown> = chrome.runtime.sendMessage(message);
  return answer.catch(() => undefined);
}
