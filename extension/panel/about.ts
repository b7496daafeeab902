/** Which Vouch this is, so that anybody can build the same from its source and compare. */
import { attempt, object, type Parsed, text } from "../wire/parse.ts";
import { locale, words } from "../words/words.ts";
import { type Child, h } from "./dom.ts";

const build = object({ version: text, hash: text });
export type Build = Parsed<typeof build>;

/** The build writes build.json beside the bundles; a development build may have none. */
export async function readBuild(): Promise<Build | undefined> {
  const answer = await fetch(chrome.runtime.getURL("build.json")).catch(() => undefined);
  if (answer === undefined || !answer.ok) return undefined;
  const raw: unknown = await answer.json().catch(() => undefined);
  return attempt(build, raw);
}

export function aboutPart(known: Build | undefined): Child[] {
  return [
    h("h3", {}, words("aboutTitle")),
    h("p", { class: "quiet" }, words("aboutLanguage", languageName())),
    known !== undefined &&
      h(
        "p",
        { class: "quiet", "data-testid": "build" },
        words("aboutVersion", known.version),
        " ",
        h("code", { title: known.hash }, known.hash),
      ),
    known !== undefined && h("p", { class: "quiet" }, words("aboutHash")),
  ];
}

function languageName(): string {
  const names = new Intl.DisplayNames([locale()], { type: "language" });
  return names.of(words("language")) ?? words("language");
}
