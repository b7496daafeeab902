/** What the worker takes from the world around it, so that tests can give it their own. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** A new UUID. */
  id(): string;
  /** At least 0 and below 1: spreads what many devices do at once. */
  random(): number;
}

export const worldClock: Clock = {
  now: () => Date.now(),
  id: () => crypto.randomUUID(),
  random: () => Math.random(),
};
