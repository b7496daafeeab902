/** Contenders take turns, so that a busy machine burdens them alike; each is told by its median. */

/** Once around its work; asynchronous where the contender is. */
export type Lap = () => unknown;

/** Median milliseconds of one lap, by contender. */
export async function takeTurns(
  contenders: Readonly<Record<string, Lap>>,
  rounds: number,
): Promise<Record<string, number>> {
  const laps = new Map<string, number>();
  for (const [name, lap] of Object.entries(contenders)) laps.set(name, await lapsFor(lap));
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, lap] of Object.entries(contenders)) {
      const count = laps.get(name) ?? 1;
      const spent = await timed(lap, count);
      times.set(name, [...(times.get(name) ?? []), spent / count]);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

/** V8 compiles Wasm and expressions anew once they are hot: half a second, then they are. */
const warmMs = 500;

/** Enough laps for a clock: about 20 ms a turn, at least one. */
async function lapsFor(lap: Lap): Promise<number> {
  const turnMs = 20;
  for (let spent = 0; spent < warmMs; ) spent += await timed(lap, 1);
  let count = 1;
  for (;;) {
    const spent = await timed(lap, count);
    if (spent >= turnMs || count >= 100_000) return count;
    count = Math.min(100_000, Math.ceil((count * turnMs) / Math.max(spent, 0.1)) + 1);
  }
}

async function timed(lap: Lap, count: number): Promise<number> {
  const begin = performance.now();
  for (let i = 0; i < count; i++) {
    const result = lap();
    if (result instanceof Promise) await result;
  }
  return performance.now() - begin;
}

/** Milliseconds of single calls of a lap that is hot. */
export function timesOf(lap: Lap, calls: number): number[] {
  for (const begin = performance.now(); performance.now() - begin < warmMs; ) lap();
  return Array.from({ length: calls }, () => {
    const begin = performance.now();
    lap();
    return performance.now() - begin;
  });
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}
