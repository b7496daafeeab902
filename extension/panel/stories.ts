/** Company stories that fit, each with its reasons and captions to use. */
import type { Suggestion } from "../wire/shapes.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";

export function stories(desk: Desk, suggestions: readonly Suggestion[]): Child[] {
  if (suggestions.length === 0) {
    return [h("p", { class: "quiet" }, "No story of your company fits this page or your draft.")];
  }
  return suggestions.map((each) => storyCard(desk, each));
}

function storyCard(desk: Desk, { story, reasons }: Suggestion): HTMLElement {
  const captions = story.captions.length > 0 ? story.captions : [story.title];
  return h(
    "article",
    { class: "story", "data-testid": "story", "data-story": story.id },
    h("h3", {}, story.title),
    reasons.length > 0 &&
      h("p", { class: "quiet", "data-testid": "story-reason" }, reasons.join(" · ")),
    ...captions.map((caption, at) => captionRow(desk, story.id, caption, at)),
  );
}

function captionRow(desk: Desk, story: string, caption: string, at: number): HTMLElement {
  const words = caption.replaceAll("{link}", "(your link)");
  const button = h(
    "button",
    { "data-testid": "use", "aria-label": `Use this caption: ${words}` },
    "Use",
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    void desk
      .run(
        { kind: "use", tab: desk.tab(), story, caption: at },
        "It is in your post, with your own link.",
      )
      .finally(() => {
        button.disabled = false;
      });
  });
  return h("div", { class: "caption" }, h("p", { "data-testid": "caption" }, words), button);
}
