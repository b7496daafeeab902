/**
 * The worker. It dies after half a minute of idleness and any of the listeners below starts it
 * again, so they stand at the top level and everything else is opened when first asked for.
 */
// First: the courier runs as a Go program, and a worker may import nothing later.
import "./wasm_exec.js";
import { commandMessage } from "../wire/commands.ts";
import { composerPort, heldMessage, panelPort, refuse, surfacesMessage } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";
import { questionMessage } from "../wire/questions.ts";
import { words } from "../words/words.ts";
import { answer } from "./answering.ts";
import { answerPage } from "./asking.ts";
import { perform, policyChanged } from "./commands.ts";
import { onComposer } from "./composers.ts";
import { registerPractice } from "./elsewhere.ts";
import { onHeld } from "./held.ts";
import { news } from "./news.ts";
import { openDesk } from "./opening.ts";
import { enterOpenPages } from "./reach.ts";
import { alarmName, scheduleNext } from "./schedule.ts";
import { sidePanel } from "./sidepanel.ts";

const { desk, pages } = openDesk();

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === composerPort) onComposer(desk, port);
  if (port.name === panelPort) pages.connect(port);
});

chrome.runtime.onMessage.addListener((raw: unknown, sender, reply) => {
  const held = attempt(heldMessage, raw);
  if (held !== undefined) onHeld(desk, sender, held);
  const surfaces = attempt(surfacesMessage, raw);
  if (surfaces !== undefined && sender.tab !== undefined) {
    answerPage(desk, surfaces).then(reply, console.error);
    return true;
  }
  if (!fromOwnPage(sender)) return false;
  const failed = (cause: unknown): void => {
    console.error(cause);
    reply(refuse(words("workerWrong")));
  };
  const question = attempt(questionMessage, raw);
  if (question !== undefined) {
    answer(desk, question.question).then(reply, failed);
    return true;
  }
  const asked = attempt(commandMessage, raw);
  if (asked === undefined) return false;
  perform(desk, asked.command).then(reply, failed);
  return true;
});

chrome.alarms.onAlarm.addListener((alarm) => {
  if (alarm.name === alarmName) onAlarm().catch(console.error);
});

chrome.storage.onChanged.addListener((_changes, area) => {
  if (area === "managed") policyChanged(desk).catch(console.error);
});

// Leave to be on LinkedIn that is given late: its open pages have no content script yet.
chrome.permissions.onAdded.addListener(() => {
  enterOpenPages().catch(console.error);
});

chrome.tabs.onRemoved.addListener((id) => desk.tabs.drop(id));

chrome.runtime.onStartup.addListener(() => {
  onAlarm().catch(console.error);
});

chrome.runtime.onInstalled.addListener(() => {
  Promise.all([enterOpenPages(), onAlarm(), onUpdated()]).catch(console.error);
});

sidePanel?.setPanelBehavior({ openPanelOnActionClick: true }).catch(console.error);

/** An update of the extension forgets the scripts that were registered. */
async function onUpdated(): Promise<void> {
  const pairing = await desk.store.pairing.get();
  if (pairing !== null) await registerPractice(pairing.server);
}

async function onAlarm(): Promise<void> {
  await news(desk, "if stale");
  await scheduleNext(await desk.store.synced.get(), desk.clock);
}

/** Only our own pages command: a content script runs beside a page we do not trust. */
function fromOwnPage(sender: chrome.runtime.MessageSender): boolean {
  return sender.url?.startsWith(chrome.runtime.getURL("")) ?? false;
}
