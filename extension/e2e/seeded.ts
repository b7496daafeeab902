/** Randomness that is the same in every run. */

/** Numbers from 0 up to 1, by a linear congruential generator (Numerical Recipes' constants). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The same things in another order (Fisher and Yates). */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
  const next = numbersFrom(seed);
  const left = [...all];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(next() * left.length), 1));
  return order;
}
