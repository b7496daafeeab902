/** The panel: what of the view goes where. Each part is drawn anew only when its input changed. */
import type { View } from "../wire/view.ts";
import { type AgainPart, pairAgain } from "./again.ts";
import { type RulesPart, rulesLine } from "./age.ts";
import { consenting } from "./consenting.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { findingsList } from "./findings.ts";
import { type Frame, openFrame } from "./frame.ts";
import { banner, notices, type VerdictPart, verdictHead } from "./head.ts";
import { heldWords } from "./held.ts";
import { hintsOf } from "./hints.ts";
import { left } from "./left.ts";
import { pairing } from "./pairing.ts";
import { points } from "./points.ts";
import { rulebookChapter } from "./rulebook.ts";
import { type SettingsPart, settings } from "./settings.ts";
import { slot } from "./slot.ts";
import { storiesList } from "./stories.ts";
import { verdictOf } from "./verdict.ts";

/** A minute: how often ages are told anew. */
const ageMs = 60_000;

export function openPage(place: HTMLElement, desk: Desk): (view: View) => void {
  const frame = openFrame(place);
  const first = firstRun(desk, frame);
  const draft = draftPart(desk, frame);
  const chapters = chaptersPart(desk, frame);
  const follow = stepFocus(frame);
  return (view) => {
    const step = stepOf(view);
    first(view);
    if (step === "") {
      draft(view);
      chapters(view);
    }
    follow(step);
  };
}

type Draw = (view: View) => void;

/** Pairing and consent stand in place of everything else. */
function firstRun(desk: Desk, frame: Frame): Draw {
  const drawBanner = slot(frame.banner, banner);
  const drawStart = slot(frame.start, ({ step, company }: { step: string; company: string }) => {
    if (step === "pair") return pairing(desk);
    return step === "consent" ? consenting(desk, company) : [];
  });
  return (view) => {
    const step = stepOf(view);
    frame.start.hidden = step === "";
    frame.work.hidden = step !== "";
    drawBanner(view.pairing?.workspace ?? "");
    drawStart({ step, company: view.pairing?.workspace ?? "" });
  };
}

/** The press that ended a step took its button away with it: the next heading gets the focus. */
function stepFocus(frame: Frame): (step: string) => void {
  let last: string | undefined;
  return (step) => {
    const place = step === "" ? frame.verdict : frame.start;
    if (last !== undefined && last !== step) place.querySelector("h1")?.focus();
    last = step;
  };
}

function stepOf({ pairing, consent }: View): "pair" | "consent" | "" {
  if (pairing === null) return "pair";
  return consent === null ? "consent" : "";
}

function draftPart(desk: Desk, frame: Frame): Draw {
  const draw = {
    notice: slot(frame.notice, notices),
    again: slot(frame.again, (part: AgainPart) => pairAgain(desk, part)),
    verdict: slot(frame.verdict, (part: VerdictPart) => verdictHead(desk, part)),
    held: slot(frame.held, heldBox),
    rules: slot(frame.rules, (part: RulesPart & { minute: number }) => rulesLine(desk, part)),
  };
  const findings = findingsList(desk, frame.findings, () => frame.verdict.querySelector("h1"));
  return (view) => {
    const { settings, checker, notice, storage, rules, synced_ms, offline, outbox } = view;
    draw.notice({ settings, checker, notice, storage, rules });
    draw.again({ shut: view.shut, server: view.pairing?.server ?? "" });
    draw.verdict(verdictPart(view));
    draw.held(heldWords(view));
    findings(view);
    const minute = Math.floor(desk.now() / ageMs);
    const ages = settings?.ages;
    draw.rules({ rules, synced_ms, offline, ages, waiting: outbox.length, minute });
  };
}

function chaptersPart(desk: Desk, frame: Frame): Draw {
  const { stories, points: earned, left: gone, rulebook, settings: own } = frame;
  const draw = {
    stories: storiesList(desk, stories.body),
    points: slot(earned.body, ({ standing }: PointsPart) => points(desk, standing)),
    left: slot(gone.body, (part: LeftPart) => left(part, desk.now())),
    rulebook: rulebookChapter(desk, rulebook.whole, rulebook.body),
    settings: slot(own.body, (part: SettingsPart) => settings(desk, part)),
    hints: hintsOf(frame),
  };
  return (view) => {
    const { standing, sent, outbox, consent, pairing, managed, tab } = view;
    const minute = Math.floor(desk.now() / ageMs);
    const { suggestions = [], near = null, state = "none" } = tab ?? {};
    draw.stories({ offers: suggestions, near, state });
    draw.points({ standing, minute });
    draw.left({ sent, outbox });
    draw.rulebook({ revision: view.rules?.revision ?? 0, context: view.settings?.context ?? {} });
    draw.settings({ consent, settings: view.settings, pairing, managed, build: desk.build() });
    draw.hints(view, desk.now());
  };
}

type PointsPart = Pick<View, "standing"> & { minute: number };
type LeftPart = Pick<View, "sent" | "outbox">;

function heldBox(words: string): Child[] {
  return words === "" ? [] : [h("p", { class: "held", "data-testid": "held" }, words)];
}

function verdictPart(view: View): VerdictPart {
  const { consent, tab, settings, standing } = view;
  const open = tab !== null && tab.state !== "none";
  return {
    verdict: verdictOf(view),
    checkNow: open && consent !== null && !consent.reading,
    practice: open || tab?.note ? "" : (settings?.practice ?? ""),
    newcomer: (standing?.shares ?? 0) === 0,
  };
}
