/** "Not right?": tells those who write the rules, after showing exactly what they will be told. */
import { maxNote } from "../wire/commands.ts";
import type { Finding } from "../wire/shapes.ts";
import { words } from "../words/words.ts";
import { act } from "./acting.ts";
import type { Desk } from "./desk.ts";
import { h } from "./dom.ts";

interface Disputed {
  readonly finding: Finding;
  readonly regulated: boolean;
}

export function disputeForm(desk: Desk, card: Disputed): HTMLElement {
  const { finding } = card;
  const note = h("textarea", {
    rows: "2",
    maxlength: String(maxNote),
    "data-testid": "dispute-note",
  });
  const quote = h("input", { type: "checkbox", "data-testid": "dispute-quote" });
  const told = h("dl", { class: "told", "data-testid": "dispute-preview" });
  const show = (): void => {
    told.replaceChildren(...lines(desk, card, quote.checked ? finding.quote : "", note.value));
  };
  const form = h(
    "form",
    {
      class: "stack",
      input: show,
      submit: (event) => {
        event.preventDefault();
        const chosen = { quote: quote.checked, note: note.value };
        void send(desk, finding, chosen, form);
      },
    },
    h("p", { class: "quiet" }, words("disputeWhat")),
    h("label", { class: "field" }, h("span", {}, words("disputeNote")), note),
    finding.quote !== "" && h("label", { class: "tick" }, quote, words("disputeQuote")),
    h("p", { class: "label" }, words("disputePreview")),
    told,
    h("button", { type: "submit", "data-testid": "dispute-send" }, words("disputeSend")),
  );
  show();
  const summary = h("summary", {}, words("disputeOpen"));
  return h("details", { class: "dispute", "data-testid": "dispute" }, summary, form);
}

/** Every field of the fact. */
function lines(desk: Desk, card: Disputed, quote: string, note: string): HTMLElement[] {
  const surface = desk.view().tab?.surface ?? "post";
  const none = words("disputeNothing");
  const told: [name: string, value: string][] = [
    [words("disputeRule"), card.finding.rule],
    [words("disputeWhere"), words(surfaces[surface])],
    [words("disputeWords"), quote === "" ? none : words("quoted", quote)],
    [words("disputeYourNote"), note.trim() === "" ? none : note.trim()],
    [words("disputeTime"), words("disputeNow")],
    [words("disputeName"), words(card.regulated ? "disputeNamed" : "disputeUnnamed")],
  ];
  return told.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
}

const surfaces = {
  post: "surfacePost",
  comment: "surfaceComment",
  message: "surfaceMessage",
  article: "surfaceArticle",
} as const;

async function send(
  desk: Desk,
  finding: Finding,
  chosen: { quote: boolean; note: string },
  form: HTMLElement,
): Promise<void> {
  const command = (at: { tab: number; seq: number; finding: number }) =>
    ({ kind: "notRight", ...at, ...chosen }) as const;
  if (!(await act(desk, finding, command, words("disputeDone")))) return;
  const thanks = h("p", { class: "quiet", tabindex: "-1" }, words("disputeThanks"));
  form.replaceWith(thanks);
  thanks.focus();
}
