/** Edits in no order, from a seed: what hands do at a keyboard when nobody plans. */
import type { Composer } from "./composer.ts";

/** Small and seeded: which edit comes next. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

const pieces = [
  "Guaranteed",
  " returns",
  " risk-free",
  " AcmeX",
  ".",
  " 8%",
  "👍🏽",
  " é",
  "x",
  " ",
];
const strokes = [
  ..."ArrowLeft ArrowRight ArrowUp ArrowDown Home End Backspace Delete Enter".split(" "),
  ..."Control+ArrowLeft Control+Backspace Shift+Control+ArrowLeft Control+Z".split(" "),
];

/** One thing a person does at the keyboard. */
export async function scribble(composer: Composer, roll: (sides: number) => number): Promise<void> {
  const { keyboard } = composer.page;
  if (roll(2) === 0) await keyboard.insertText(pieces[roll(pieces.length)]!);
  else await keyboard.press(strokes[roll(strokes.length)]!);
}
