/** Runs in the page: the words that are painted now, as any script of the page can read them. */
export function paintedWords(): string[] {
  return [...CSS.highlights.values()].flatMap((each) => [...each].map(String));
}
