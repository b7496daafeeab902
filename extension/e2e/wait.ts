/**
 * Waiting for conditions, never for time: asks until the answer is there. The limit is for a
 * run that hangs, long enough for two busy cores.
 */
const limitMs = 90_000;
const pauseMs = 25;

/** Asks until the answer is neither undefined nor false; a throwing question is asked again. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
