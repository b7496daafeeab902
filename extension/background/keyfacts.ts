/**
 * "Say it your way": the few sentences of a story that hold what it has to tell, so that a person
 * can put them into words of their own. They are the author's, unchanged and in their order.
 */
const most = 3;

/** In characters: what a glance takes in. Longer sentences are left out, never cut. */
const longest = 180;

interface Told {
  readonly sentence: string;
  readonly at: number;
  readonly tells: number;
}

export function keyFacts(text: string): string[] {
  const all = sentences(text).map((sentence, at) => ({ sentence, at, tells: tells(sentence) }));
  const telling = all.filter((each) => each.tells > 0);
  return (telling.length > 0 ? telling : all)
    .sort((a, b) => worth(b) - worth(a) || a.at - b.at)
    .slice(0, most)
    .sort((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence);
}

function sentences(text: string): string[] {
  const cut = new Intl.Segmenter(undefined, { granularity: "sentence" });
  const all = [...cut.segment(text)].map(({ segment }) => segment.trim());
  return all.filter((each) => each.length <= longest && /\p{L}.*\s\S/u.test(each));
}

/** What stands early was meant to be read first. */
const worth = ({ tells, at }: Told): number => tells - at / 4;

/** Numbers tell most, names next. */
function tells(sentence: string): number {
  const numbers = sentence.match(/\p{N}+/gu)?.length ?? 0;
  const names = sentence.match(/(?<=\S\s)\p{Lu}[\p{L}\p{N}]+/gu)?.length ?? 0;
  return 2 * Math.min(numbers, 2) + Math.min(names, 2);
}
