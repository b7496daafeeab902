/**
 * "Say it your way": the few sentences of a story that hold what it has to tell, so that a person
 * can put them into words of their own. They are the author's, unchanged and in their order.
 */
const most = 3;
/** In characters: what a glance takes in. Longer sentences are left out, never cut. */
const longest = 180;

export function keyFacts(text: string): string[] {
  const told = sentences(text).map((sentence, at) => ({
    sentence,
    at,
    worth: worth(sentence, at),
  }));
  return told
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .slice(0, most)
    .sort((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence);
}

function sentences(text: string): string[] {
  const cut = new Intl.Segmenter(undefined, { granularity: "sentence" });
  const all = [...cut.segment(text)].map(({ segment }) => segment.trim());
  return all.filter((each) => each.length <= longest && /\p{L}.*\s\S/u.test(each));
}

/** Numbers tell most, names next; what stands early was meant to be read first. */
function worth(sentence: string, at: number): number {
  const numbers = sentence.match(/\p{N}+/gu)?.length ?? 0;
  const names = sentence.match(/(?<=\S\s)\p{Lu}[\p{L}\p{N}]+/gu)?.length ?? 0;
  return 2 * Math.min(numbers, 2) + Math.min(names, 2) - at / 4;
}
