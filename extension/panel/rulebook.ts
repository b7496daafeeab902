/**
 * The rules this person is under, in plain words, and after them those of other circumstances: asked
 * for when somebody looks. Which are whose the checker says, which judges by the same.
 */
import type { BookRule, Rulebook } from "../wire/questions.ts";
import type { WorkspaceSettings } from "../wire/shapes.ts";
import { civilDay } from "../words/times.ts";
import { counted, words } from "../words/words.ts";
import { howRead, sourceLink } from "./authority.ts";
import type { Desk } from "./desk.ts";
import { add, type Child, h } from "./dom.ts";
import { severityGlyph } from "./glyphs.ts";
import { scopeWords, surfaceKeys } from "./scope.ts";
import { severityWords } from "./words.ts";

/** What a list of rules depends on. */
export interface BookPart {
  readonly revision: number;
  readonly context: WorkspaceSettings["context"];
}

/** Asks again when other rules came, or the person's circumstances changed, while it stands open. */
export function rulebookChapter(
  desk: Desk,
  chapter: HTMLElement,
  place: HTMLElement,
): (part: BookPart) => void {
  let asked = "";
  let wanted = "";
  const load = async (): Promise<void> => {
    if (!chapter.hasAttribute("open") || asked === wanted) return;
    asked = wanted;
    if (place.childElementCount === 0) place.append(h("p", { class: "wait" }, words("bookWait")));
    const book = await desk.rulebook();
    place.replaceChildren();
    add(place, book === undefined ? [failed()] : bookParts(book));
    if (book === undefined) asked = "";
  };
  chapter.addEventListener("toggle", () => void load());
  return (part) => {
    wanted = JSON.stringify(part);
    void load();
  };
}

const failed = (): HTMLElement => h("p", { class: "empty" }, words("bookFailed"));

export function bookParts({ rules }: Rulebook): Child[] {
  if (rules.length === 0) return [h("p", { class: "empty" }, words("bookNone"))];
  const list = h("div", { "data-testid": "packs" });
  const found = h("p", { class: "quiet", role: "status" });
  const search = h("input", {
    type: "search",
    "data-testid": "book-search",
    input: () => show(search.value),
  });
  const show = (sought: string): void => {
    const fitting = rules.filter((rule) => fits(rule, sought));
    found.textContent = foundWords(fitting);
    const unfolded = sought.trim() !== "";
    list.replaceChildren(...packsOf(fitting).map(([pack, own]) => packPart(pack, own, unfolded)));
  };
  show("");
  return [
    h("p", { class: "quiet" }, words("bookWhat")),
    h("label", { class: "field" }, h("span", {}, words("bookSearch")), search),
    found,
    list,
  ];
}

function foundWords(rules: readonly BookRule[]): string {
  const own = rules.filter((rule) => rule.mine).length;
  const others = rules.length - own;
  const parts = [counted("bookFound", own), others > 0 && counted("bookOthers", others)];
  return parts.filter((part) => part !== false).join(" · ");
}

/** Every word sought is somewhere in what the rule says of itself. Pure. */
export function fits(rule: BookRule, sought: string): boolean {
  const said = [rule.title, rule.why, rule.pack, rule.id, rule.source.title, rule.owner]
    .join("\n")
    .toLocaleLowerCase();
  return sought
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** In the order in which the packs come. */
export function packsOf(rules: readonly BookRule[]): [pack: string, rules: BookRule[]][] {
  const packs = new Map<string, BookRule[]>();
  for (const rule of rules) packs.set(rule.pack, [...(packs.get(rule.pack) ?? []), rule]);
  return [...packs];
}

/** The rules of a pack are drawn when somebody unfolds it: all packs together are hundreds. */
function packPart(pack: string, rules: readonly BookRule[], unfolded: boolean): HTMLElement {
  const list = h("ul", { class: "lines rulelist" });
  const own = rules.filter((rule) => rule.mine);
  const theirs = rules.filter((rule) => !rule.mine);
  const fill = (): void => {
    if (list.childElementCount === 0) list.append(...[...own, ...theirs].map(ruleRow));
  };
  const part = h(
    "details",
    {
      class: "pack",
      open: unfolded,
      "data-testid": "pack",
      "data-key": `pack ${pack}`,
      toggle: fill,
    },
    h("summary", {}, h("span", {}, pack), " ", h("span", { class: "quiet" }, String(own.length))),
    list,
  );
  if (unfolded) fill();
  return part;
}

function ruleRow(rule: BookRule): HTMLElement {
  const { title, why, severity, protect, source, mine } = rule;
  const scope = scopeWords(rule);
  return h(
    "li",
    { class: protect || !mine ? "" : severity, "data-testid": "rule", "data-rule": rule.id },
    h("span", { class: "rulehead" }, !protect && severityGlyph(severity), h("strong", {}, title)),
    scope !== "" && h("p", { class: "scope", "data-testid": "scope" }, scope),
    h("p", {}, why),
    h(
      "p",
      { class: "quiet" },
      h("span", {}, protect ? words("bookProtects") : severityWords(severity)),
      ...terms(rule).map((term) => ` · ${term}`),
    ),
    h("p", { class: "quiet" }, sourceLink(source), howRead(source)),
  );
}

/** From when, until when, where, and whether it lets go. */
function terms({ from, until, surfaces, severity, override, protect }: BookRule): string[] {
  const known = Object.entries(surfaceKeys).filter(([name]) => surfaces.includes(name));
  const where = known.map(([, key]) => words(key)).join(", ");
  return [
    from !== "" && words("bookFrom", civilDay(from)),
    until !== "" && words("bookUntil", civilDay(until)),
    where !== "" && words("bookWhere", where),
    !protect && severity === "block" && !override && words("bookNoException"),
  ].filter((each) => each !== false);
}
