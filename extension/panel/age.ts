/** How old the rules are and what that means, whether the server answers, and what waits for it. */
import type { Ages } from "../wire/shapes.ts";
import type { RulesView, View } from "../wire/view.ts";
import { ago, moment } from "../words/times.ts";
import { counted, words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";
import { ageGlyph } from "./glyphs.ts";

export type RulesPart = Pick<View, "rules" | "synced_ms" | "offline"> & {
  readonly ages: Ages | undefined;
  readonly waiting: number;
};

export function rulesLine(desk: Desk, part: RulesPart): Child[] {
  const { rules, offline } = part;
  const sync = (): void => void desk.run({ kind: "sync" }, words("syncDone"));
  const button = h("button", { class: "link", "data-testid": "sync", click: sync }, words("sync"));
  return [
    rules !== null && ageGlyph(offline === "" ? rules.age : "offline"),
    h(
      "div",
      {},
      h("p", {}, h("span", { "data-testid": "rules" }, which(rules, desk.now())), " ", button),
      h(
        "p",
        { "data-testid": "rules-age", class: offline === "" ? "" : "offline" },
        asked(part, desk.now()),
      ),
      rules !== null && meaning(rules, part.ages),
      offline !== "" && part.waiting > 0 && h("p", {}, counted("offlineWaiting", part.waiting)),
    ),
  ];
}

const which = (rules: RulesView | null, now: number): string =>
  rules === null
    ? words("rulesNone")
    : words("rulesOf", moment(rules.issued_ms, now), rules.revision);

function asked({ synced_ms, offline }: RulesPart, now: number): string {
  if (offline === "") return words("rulesAsked", ago(now - synced_ms));
  const last = synced_ms === 0 ? words("agoNever") : ago(now - synced_ms);
  return words("rulesLast", last, offline);
}

/** Fresh rules need no word. */
function meaning(rules: RulesView, ages: Ages | undefined): HTMLElement | undefined {
  if (rules.age === "fresh") return undefined;
  const stale = {
    check: "ageStaleCheck",
    warn: "ageStaleWarn",
    stop: "ageStaleStop",
  } as const;
  const key = rules.age === "ageing" ? "ageAgeing" : stale[ages?.when_stale ?? "warn"];
  return h("p", { "data-testid": "age-means", "data-age": rules.age }, words(key));
}

/** Above every verdict, where the company asks to warn of rules that are too old. */
export function staleWarning({ rules, settings }: Pick<View, "rules" | "settings">): string {
  const warns = (settings?.ages.when_stale ?? "warn") !== "check";
  return rules?.age === "stale" && warns ? words("ageStaleNotice") : "";
}
