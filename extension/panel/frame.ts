/** The parts of the page that stay while their contents change. */
import { h } from "./dom.ts";

export interface Frame {
  readonly banner: HTMLElement;
  readonly start: HTMLElement;
  readonly work: HTMLElement;
  readonly notice: HTMLElement;
  readonly verdict: HTMLElement;
  readonly held: HTMLElement;
  readonly findings: HTMLElement;
  readonly rules: HTMLElement;
  readonly stories: HTMLElement;
  readonly points: HTMLElement;
  readonly left: HTMLElement;
  readonly settings: HTMLElement;
  readonly status: HTMLElement;
}

export function openFrame(place: HTMLElement): Frame {
  const frame: Frame = {
    banner: h("header", { class: "banner" }),
    start: h("section", { class: "start stack", hidden: true, "data-testid": "start" }),
    work: h("div", { class: "work", hidden: true }),
    notice: h("div", {}),
    verdict: h("section", {
      class: "verdict",
      "aria-label": "Verdict",
      "aria-live": "polite",
      "data-testid": "verdict",
    }),
    held: h("div", { role: "alert" }),
    findings: h("div", { class: "findings", "data-testid": "findings" }),
    rules: h("div", { class: "rules quiet" }),
    stories: h("div", { class: "stack" }),
    points: h("div", {}),
    left: h("div", {}),
    settings: h("div", { class: "stack" }),
    status: h("p", { class: "status", role: "status", "data-testid": "status" }),
  };
  frame.work.append(
    frame.notice,
    frame.held,
    frame.verdict,
    frame.findings,
    frame.rules,
    chapter("Stories to share", "stories", true, frame.stories),
    chapter("Your points", "points", true, frame.points),
    chapter("What left this device", "left", false, frame.left),
    chapter("Settings", "settings", false, frame.settings),
  );
  place.replaceChildren(frame.banner, frame.start, frame.work, frame.status);
  return frame;
}

function chapter(title: string, id: string, open: boolean, content: HTMLElement): HTMLElement {
  return h(
    "details",
    { class: "chapter", open, "data-testid": `chapter-${id}` },
    h("summary", {}, h("h2", {}, title)),
    content,
  );
}
