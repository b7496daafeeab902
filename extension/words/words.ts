/**
 * Every word that a person reads, in the language of the browser: the one door to chrome.i18n.
 * Pages, worker and content scripts name a message and give what stands in it; the sentences live
 * in `_locales`. Worker and pages run in one browser, so that a sentence the worker makes is in
 * the language of the page that shows it.
 */
import type english from "../_locales/en/messages.json";

export type Key = keyof typeof english;

/** A message that has a form for one and a form for more: `name_one`, `name_other`. */
export type Counted = { [K in Key]: K extends `${infer Name}_other` ? Name : never }[Key];

/** `$1` to `$9` of the message are what is given, numbers as the language writes them. */
export function words(key: Key, ...given: (string | number)[]): string {
  return chrome.i18n.getMessage(key, given.map(written));
}

/** As `words`, in the form that fits `count`, which is `$1`. */
export function counted(name: Counted, count: number, ...given: (string | number)[]): string {
  const form = new Intl.PluralRules(locale()).select(count) === "one" ? "one" : "other";
  return words(`${name}_${form}`, count, ...given);
}

/**
 * How numbers, days and sums are written. The browser's own locale where the words are in its
 * language too ("en-GB" and "en-US" write days differently), else the language of the words.
 */
export function locale(): string {
  const browser = chrome.i18n.getUILanguage();
  const language = words("language");
  return browser === language || browser.startsWith(`${language}-`) ? browser : language;
}

const written = (value: string | number): string =>
  typeof value === "number" ? value.toLocaleString(locale()) : value;
