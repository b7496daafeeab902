/** Commands about a finding. A card outlives reports, so that its place is looked up when needed. */
import { findingKey } from "../wire/messages.ts";
import type { Finding } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";

export interface At {
  readonly tab: number;
  readonly seq: number;
  readonly finding: number;
}

type OnFinding = Extract<Parameters<Desk["run"]>[0], { finding: number }>;

/** Whether it was done; the person hears either way. */
export async function act(
  desk: Desk,
  finding: Finding,
  command: (at: At) => OnFinding,
  done = "",
): Promise<boolean> {
  const { tab } = desk.view();
  const index = tab?.report?.findings.findIndex((each) => findingKey(each) === findingKey(finding));
  if (tab === null || index === undefined || index < 0) {
    desk.say(words("findingGone"));
    return false;
  }
  const { ok } = await desk.run(command({ tab: tab.tab, seq: tab.seq, finding: index }), done);
  return ok;
}
