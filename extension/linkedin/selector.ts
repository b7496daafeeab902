/**
 * The selectors that data may bring: a small part of CSS, which takes time in the length of a page
 * and no more. No :has, no nth-child, no lists, no escapes. shared/surfaces/selector.go has the
 * same grammar, and testdata/selectors.json there pins both.
 */

/** In UTF-16 units. The longest that ships has 66. */
export const longestSelector = 160;

const value = '"[^"\\\\\\n]*"';
const attribute = `\\[[a-z][a-z0-9-]*(?:[\\^$*]?=${value})?\\]`;
const simple = `(?:#[A-Za-z_][\\w-]*|\\.[A-Za-z_][\\w-]*|${attribute})`;
const part = `(?:${simple}|:not\\(${simple}\\))`;
const compound = `(?:[a-z][a-z0-9-]*${part}*|${part}+)`;
/** At most four compounds: "a > b c d". */
const whole = new RegExp(`^${compound}(?:(?: > | )${compound}){0,3}$`);

export function isSelector(text: string): boolean {
  return text.length <= longestSelector && whole.test(text);
}
