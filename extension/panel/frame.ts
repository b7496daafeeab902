/** The parts of the page that stay while their contents change. */
import { type Key, words } from "../words/words.ts";
import { h } from "./dom.ts";

/** A chapter can be folded; folded, it still shows the one number or word that matters. */
export interface Chapter {
  readonly whole: HTMLElement;
  readonly body: HTMLElement;
  readonly hint: HTMLElement;
}

export interface Frame {
  readonly banner: HTMLElement;
  readonly start: HTMLElement;
  readonly work: HTMLElement;
  readonly notice: HTMLElement;
  readonly again: HTMLElement;
  readonly verdict: HTMLElement;
  readonly held: HTMLElement;
  readonly findings: HTMLElement;
  readonly rules: HTMLElement;
  readonly stories: Chapter;
  readonly points: Chapter;
  readonly left: Chapter;
  readonly rulebook: Chapter;
  readonly settings: Chapter;
}

export function openFrame(place: HTMLElement): Frame {
  const frame: Frame = {
    banner: h("header", { class: "banner" }),
    start: h("section", { class: "start stack", hidden: true, "data-testid": "start" }),
    work: h("div", { class: "work", hidden: true }),
    notice: h("div", {}),
    again: h("div", {}),
    verdict: h("section", {
      class: "verdict",
      "aria-label": words("verdictLabel"),
      "aria-live": "polite",
      "data-testid": "verdict",
    }),
    held: h("div", { role: "alert" }),
    findings: h("div", { class: "findings", "data-testid": "findings" }),
    rules: h("div", { class: "rules quiet" }),
    stories: chapter("stories", "chapterStories", true),
    points: chapter("points", "chapterPoints", true),
    left: chapter("left", "chapterLeft", false),
    rulebook: chapter("rulebook", "chapterRulebook", false),
    settings: chapter("settings", "chapterSettings", false),
  };
  const { stories, points, left, rulebook, settings } = frame;
  frame.work.append(frame.again, frame.notice, frame.held);
  frame.work.append(frame.verdict, frame.findings, frame.rules);
  frame.work.append(...[stories, points, left, rulebook, settings].map(({ whole }) => whole));
  const status = h("p", { class: "status", role: "status", "data-testid": "status" });
  place.replaceChildren(frame.banner, frame.start, frame.work, status);
  return frame;
}

function chapter(id: string, title: Key, open: boolean): Chapter {
  const hint = h("span", { class: "hint quiet", "data-testid": `hint-${id}` });
  const body = h("div", { class: "stack" });
  const whole = h(
    "details",
    { class: "chapter", open, "data-testid": `chapter-${id}` },
    h("summary", {}, h("h2", {}, words(title)), hint),
    body,
  );
  return { whole, body, hint };
}
