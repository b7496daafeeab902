/** Draws what the worker shows. Each part is drawn anew only when what it shows has changed. */
import type { View } from "../wire/view.ts";
import { consenting } from "./consenting.ts";
import type { Desk } from "./desk.ts";
import { type Child, h, slot } from "./dom.ts";
import { findingsList } from "./findings.ts";
import { openFrame } from "./frame.ts";
import { banner, heldWords, notices, rulesLine, type VerdictPart, verdictHead } from "./head.ts";
import { left } from "./left.ts";
import { pairing } from "./pairing.ts";
import { points } from "./points.ts";
import { settings } from "./settings.ts";
import { stories } from "./stories.ts";
import { verdictOf } from "./verdict.ts";

/** A minute: how often ages are told anew. */
const ageMs = 60_000;

export function openPage(place: HTMLElement, desk: Desk): (view: View) => void {
  const frame = openFrame(place);
  const findings = findingsList(desk, frame.findings);
  const draw = {
    banner: slot(frame.banner, banner),
    start: slot(frame.start, (step: string) => startStep(desk, step)),
    notice: slot(frame.notice, notices),
    verdict: slot(frame.verdict, (part: VerdictPart) => verdictHead(desk, part)),
    held: slot(frame.held, heldBox),
    rules: slot(frame.rules, (view: RulesPart) => rulesLine(desk, view)),
    stories: slot(frame.stories, (tab: View["tab"]) => stories(desk, tab?.suggestions ?? [])),
    points: slot(frame.points, (part: PointsPart) => points(part.standing, desk.now())),
    left: slot(frame.left, (part: LeftPart) => left(part, desk.now())),
    settings: slot(frame.settings, (part: SettingsPart) => settings(desk, part)),
  };
  return (view) => {
    const step = view.pairing === null ? "pair" : view.consent === null ? "consent" : "";
    frame.start.hidden = step === "";
    frame.work.hidden = step !== "";
    draw.banner(view.pairing?.workspace ?? "");
    draw.start(step);
    draw.notice({ settings: view.settings, checker: view.checker, notice: view.notice });
    draw.verdict(verdictPart(view));
    draw.held(heldWords(view));
    findings(view);
    const minute = Math.floor(desk.now() / ageMs);
    const { rules, synced_ms, offline, standing, sent, outbox, consent } = view;
    draw.rules({ rules, synced_ms, offline, minute });
    draw.stories(view.tab && { ...view.tab, ...unseen });
    draw.points({ standing, minute });
    draw.left({ sent, outbox });
    draw.settings({ consent, settings: view.settings, pairing: view.pairing });
  };
}

type RulesPart = Pick<View, "rules" | "synced_ms" | "offline"> & { minute: number };
type PointsPart = Pick<View, "standing"> & { minute: number };
type LeftPart = Pick<View, "sent" | "outbox">;
type SettingsPart = Pick<View, "consent" | "settings" | "pairing">;

/** What the stories do not depend on: they must not be drawn anew with every keystroke. */
const unseen = { report: null, seq: 0, held: null, note: "", reason: "", state: "idle" } as const;

function startStep(desk: Desk, step: string): Child[] {
  if (step === "pair") return pairing(desk);
  if (step === "consent") return consenting(desk, desk.view().pairing?.workspace ?? "your company");
  return [];
}

function heldBox(words: string): Child[] {
  return words === "" ? [] : [h("p", { class: "held", "data-testid": "held" }, words)];
}

function verdictPart(view: View): VerdictPart {
  const { consent, tab, settings } = view;
  const open = tab !== null && tab.state !== "none";
  return {
    verdict: verdictOf(view),
    checkNow: open && consent !== null && !consent.reading,
    practice: open || tab?.note ? "" : (settings?.practice ?? ""),
  };
}
