/** What to say about a story: its captions, one at a time, or one's own words with its facts beside. */
import type { Offer } from "../wire/view.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { h } from "./dom.ts";

const placeholder = "{link}";

export function captionBox(desk: Desk, offer: Offer): HTMLElement {
  const { story } = offer;
  const captions = story.captions.length > 0 ? story.captions : [story.title];
  let at = first(desk.view().pairing?.advocate ?? "", story.id, captions.length);
  const said = h("p", { "data-testid": "caption", "aria-live": "polite" });
  const which = h("span", { class: "quiet", "data-testid": "caption-which" });
  const show = (next: number): void => {
    at = (next + captions.length) % captions.length;
    said.textContent = shown(captions[at] ?? "");
    which.textContent = words("captionWhich", at + 1, captions.length);
  };
  show(at);
  const use = pressed("use", words("captionUse"), () =>
    desk.run({ kind: "use", tab: desk.tab(), story: story.id, caption: at }, words("captionUsed")),
  );
  use.setAttribute("aria-label", `${words("captionUse")}: ${story.title}`);
  return h(
    "div",
    { class: "captions" },
    h("blockquote", { class: "caption" }, said),
    h("div", { class: "row" }, use, captions.length > 1 && turner(which, (by) => show(at + by))),
    ownWords(desk, offer),
  );
}

/**
 * The caption shown first differs from person to person, so that colleagues who take the first do
 * not all post the same. Pure, and the same each time for the same person.
 */
export function first(person: string, story: string, of: number): number {
  let sum = 0;
  for (const letter of `${person}\n${story}`)
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % of;
}

const shown = (caption: string): string => caption.replaceAll(placeholder, words("captionLink"));

function turner(which: HTMLElement, turn: (by: number) => void): HTMLElement {
  const button = (by: number, sign: string, name: string, id: string): HTMLElement =>
    h(
      "button",
      { class: "turn", "aria-label": name, "data-testid": id, click: () => turn(by) },
      sign,
    );
  return h(
    "div",
    { class: "turner" },
    button(-1, "‹", words("captionBefore"), "caption-before"),
    which,
    button(1, "›", words("captionNext"), "caption-next"),
  );
}

/** The facts and a field; what is written there goes into the post and nowhere else. */
function ownWords(desk: Desk, { story, facts }: Offer): HTMLElement {
  const field = h("textarea", { rows: "4", required: true, "data-testid": "own-words" });
  const put = pressed("own-use", words("ownUse"), async () => {
    if (!field.reportValidity()) return;
    const command = {
      kind: "useOwn",
      tab: desk.tab(),
      story: story.id,
      words: field.value,
    } as const;
    const { ok } = await desk.run(command, words("captionUsed"));
    if (ok) field.value = "";
  });
  return h(
    "details",
    { class: "own", "data-testid": "own" },
    h("summary", {}, words("ownOpen")),
    h(
      "div",
      { class: "stack" },
      facts.length > 0 && h("p", { class: "label" }, words("ownFacts")),
      facts.length > 0 && h("ul", {}, ...facts.map((fact) => h("li", {}, fact))),
      h("label", { class: "field" }, h("span", {}, words("ownField")), field),
      h("p", { class: "quiet" }, words("ownLink")),
      h("div", { class: "row" }, put),
    ),
  );
}

/** A button that waits for what it does. */
function pressed(id: string, name: string, work: () => Promise<unknown>): HTMLButtonElement {
  const button = h("button", { "data-testid": id }, name);
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
    void work().finally(() => {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    });
  });
  return button;
}
