/** What the pages ask for, done. Every command is answered by an Outcome. */
import type { Command } from "../wire/commands.ts";
import { done, type Outcome, refuse } from "../wire/messages.ts";
import type { Finding } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import { badge } from "./badge.ts";
import { chooseBoard } from "./boardchoice.ts";
import type { Desk } from "./desk.ts";
import { dispute } from "./disputing.ts";
import { giveBack, registerPractice, unregisterPractice } from "./elsewhere.ts";
import { locked } from "./managing.ts";
import { news } from "./news.ts";
import { currentPolicy } from "./policy.ts";
import { ask, tellAll } from "./reach.ts";
import { spread } from "./surfacing.ts";
import { tell } from "./tab.ts";
import { useStory } from "./using.ts";
import { unwaive, waive, waivedKeys } from "./waivers.ts";

const moved = (): Outcome => refuse(words("workerMoved"));

export async function perform(desk: Desk, command: Command): Promise<Outcome> {
  switch (command.kind) {
    case "pair":
      return pair(desk, command.server, command.code);
    case "unpair":
      return unpair(desk);
    case "consent":
      await desk.store.consent.set(locked(command.consent, await desk.store.managed()));
      return policyChanged(desk);
    case "sync":
      return sync(desk);
    case "checkNow":
      return ask(desk.tabs.of(command.tab), { kind: "checkNow" });
    case "use":
      return useStory(desk, command.tab, command.story, command.caption);
    case "useOwn":
      return useStory(desk, command.tab, command.story, command.words);
    case "boardChoice":
      return chooseBoard(desk, command.as, command.alias);
    case "unwaive":
      await unwaive(desk.store, command.key);
      return waiversChanged(desk, command.tab);
    default:
      return onFinding(desk, command);
  }
}

type OnFinding = Extract<Command, { kind: "show" | "fix" | "waive" | "notRight" }>;

async function onFinding(desk: Desk, command: OnFinding): Promise<Outcome> {
  const { tab, seq } = command;
  const front = desk.tabs.of(tab);
  const { view } = front;
  const finding = view.seq === seq ? view.report?.findings[command.finding] : undefined;
  if (finding === undefined) return moved();
  if (command.kind === "waive") return waiveFinding(desk, tab, finding, command.reason);
  if (command.kind === "notRight") return dispute(desk, finding, view.surface, command);
  if (command.kind === "show") {
    return ask(front, { kind: "show", seq, start: finding.start, end: finding.end });
  }
  const edits = finding.fixes[command.fix]?.edits;
  return edits === undefined ? moved() : ask(front, { kind: "fix", seq, edits });
}

async function waiveFinding(
  desk: Desk,
  tab: number,
  finding: Finding,
  reason: string,
): Promise<Outcome> {
  if (!finding.override) return refuse(words("workerNoException"));
  if (reason.trim() === "") return refuse(words("workerReason"));
  await waive(desk.store, finding, reason.trim(), desk.clock);
  return waiversChanged(desk, tab);
}

async function waiversChanged(desk: Desk, tabId: number): Promise<Outcome> {
  const tab = desk.tabs.of(tabId);
  const waived = await waivedKeys(desk.store, desk.clock.now());
  tell(tab, { kind: "waived", waived });
  badge(desk.tabs, tab, waived);
  desk.publish();
  return done;
}

async function pair(desk: Desk, server: string, code: string): Promise<Outcome> {
  const before = (await desk.store.pairing.get())?.server;
  const outcome = await desk.exchange.pair(server, code, deviceName(navigator.userAgent));
  if (!outcome.ok) {
    await giveBack(server, before);
    desk.publish();
    return outcome;
  }
  if (before !== undefined) await giveBack(before, server);
  await registerPractice(server);
  await news(desk, "now");
  return policyChanged(desk);
}

async function unpair(desk: Desk): Promise<Outcome> {
  const before = await desk.store.pairing.get();
  await desk.store.forget();
  desk.checks.forget();
  desk.stream.want(false);
  await unregisterPractice();
  if (before !== null) await giveBack(before.server);
  await spread(desk.store);
  return policyChanged(desk);
}

/** What may be done has changed: every page hears of it. */
export async function policyChanged(desk: Desk): Promise<Outcome> {
  await tellAll({ kind: "policy", policy: await currentPolicy(desk.store) });
  desk.publish();
  return done;
}

async function sync(desk: Desk): Promise<Outcome> {
  await news(desk, "now");
  const { problem } = await desk.store.synced.get();
  return problem === "" ? done : refuse(problem);
}

/** What the desk's list shows: "Chromium on Linux". */
export function deviceName(agent: string): string {
  const browsers = { Edg: "Edge", Firefox: "Firefox", Chrome: "Chromium" };
  const systems = { Windows: "Windows", "Mac OS": "macOS", CrOS: "ChromeOS", Linux: "Linux" };
  const named = (table: Record<string, string>): string =>
    Object.entries(table).find(([sign]) => agent.includes(sign))?.[1] ?? "unknown";
  return `${named(browsers)} on ${named(systems)}`;
}
