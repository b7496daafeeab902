/** What a server's refusals, and its silence, mean to the person. */
import type { Problem } from "../courier/exchange.ts";
import { words } from "../words/words.ts";

const unreached = (): Problem => ({
  status: 0,
  kind: "unavailable",
  title: words("workerUnreached"),
});

/** The server's own words for a refused token speak of people who sign in. */
export const told = (problem: Problem = unreached()): Problem =>
  problem.kind === "unauthorized" ? { ...problem, title: words("workerShutOut") } : problem;
