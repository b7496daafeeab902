/**
 * Typing for a long time: what the worker and the tab hold does not grow. VOUCH_SOAK_KEYS says how
 * many keystrokes; two minutes of a fast typist without it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Composer } from "./composer.ts";
import { type Memory, memoryOf, tellingMemory } from "./memory.ts";
import { Scene } from "./scene.ts";
import { numbersFrom } from "./seeded.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired([], tellingMemory);
});

afterAll(async () => {
  await scene?.end();
});

/** 80 words of five letters a minute, for two minutes. */
const twoMinutes = 800;
const keys = Number(process.env["VOUCH_SOAK_KEYS"] ?? twoMinutes);
const patienceMs = 3_600_000;

/**
 * Of what was held before the last third. Over two hours' worth, 16,000 keystrokes a third, this is
 * 14 bytes a keystroke: whatever is kept for each would show.
 */
const tolerated = 0.05;
/** Bytes, for the worker and its checker. */
const limit = 50 * 1024 * 1024;
/** The checker's memory grows by steps until its collector has found its rhythm. */
const many = 10_000;

/**
 * Compiled code comes and goes by some hundred kilobytes, and an exchange may be under way: of several
 * looks the least is what is held.
 */
const looksPerThird = 4;

function leastOf(looks: readonly Memory[]): Memory {
  const least = (part: keyof Memory): number => Math.min(...looks.map((each) => each[part]));
  return { tab: least("tab"), worker: least("worker"), checker: least("checker") };
}

const growth = (
  before: Memory | undefined,
  after: Memory | undefined,
  part: keyof Memory,
): number => (after?.[part] ?? 0) / (before?.[part] ?? 1) - 1;

/** What a draft is made of: words of the company, promises that are found, and neither. */
const pieces = [
  "Acme Cloud runs in Oslo now. ",
  "Guaranteed 8% returns with AcmeX! ",
  "Our team shipped it on Friday, and I am proud. ",
  "We beat Globex by far. ",
  "#AcmeEmployee ",
];
/** Then the person begins anew. */
const draftLength = 300;

test("memory does not grow with typing", { timeout: patienceMs }, async () => {
  const { composer, panel } = await scene.writing("classic");
  const next = numbersFrom(7);
  await typeKeys(composer, twoMinutes, next); // everything is loaded and warm
  const marks: Memory[] = [await memoryOf(scene.browser, composer.page)];
  for (let third = 0; third < 3; third++) {
    const looks: Memory[] = [];
    for (let look = 0; look < looksPerThird; look++) {
      await typeKeys(composer, keys / 3 / looksPerThird, next);
      looks.push(await memoryOf(scene.browser, composer.page));
    }
    marks.push(leastOf(looks));
  }
  console.log(`${keys} keystrokes:`, JSON.stringify(marks));
  const [before, after] = marks.slice(-2);
  for (const part of ["tab", "worker"] as const) {
    expect(growth(before, after, part), part).toBeLessThan(tolerated);
  }
  expect((after?.worker ?? 0) + (after?.checker ?? 0)).toBeLessThan(limit);
  if (keys > many) expect(growth(before, after, "checker")).toBeLessThan(tolerated);
  await composer.page.close();
  await panel.page.close();
});

/** Types drafts one after the other until so many keys were pressed; the editor is empty then. */
async function typeKeys(composer: Composer, count: number, next: () => number): Promise<void> {
  let draft = 0;
  for (let typed = 0; typed < count; ) {
    const piece = pieces[Math.floor(next() * pieces.length)] ?? "";
    await composer.type(piece);
    typed += piece.length;
    draft += piece.length;
    if (draft < draftLength) continue;
    draft = 0;
    await composer.clear();
  }
  await composer.clear();
  await composer.waitUnpainted();
}
