/** How each message to the server reads in the sent log. Pure: what happened in, what to note out. */
import type { MintOutcome, SyncOutcome } from "../courier/courier.ts";
import type { CourierState, Problem } from "../courier/exchange.ts";
import type { Fact } from "../wire/shapes.ts";
import { counted, type Key, words } from "../words/words.ts";
import type { Leaving } from "./sentlog.ts";

const withToken = (): string => words("sentToken");
const nothing = (): string => words("sentNothing");

export function pairingLeft(
  atMs: number,
  server: string,
  device: string,
  problem: Problem | undefined,
): Leaving {
  return {
    at_ms: atMs,
    what: words("sentPairing"),
    address: `POST ${server}/v1/pair`,
    body: JSON.stringify({ code: words("sentCode"), device }),
    answer: problem?.title ?? words("sentPaired"),
  };
}

/** The exchange itself, and what it brought with it: a renewed token, bundles. */
export function syncLeft(
  atMs: number,
  before: CourierState,
  outbox: readonly Fact[],
  outcome: SyncOutcome,
): Leaving[] {
  if (outcome.problem?.kind === "waiting") return []; // nothing was sent
  const { server, rules, library } = before;
  const body = { protocol: 1, rules: rules.revision, library: library.revision, outbox };
  const method = outbox.length === 0 && before.tag !== "" ? "GET" : "POST";
  const exchange: Leaving = {
    at_ms: atMs,
    what: outbox.length === 0 ? words("sentAsking") : counted("sentEvents", outbox.length),
    address: `${method} ${server}/v1/sync ${withToken()}`,
    body: JSON.stringify(body),
    answer: outcome.problem?.title ?? words(outcome.unchanged ? "sentNothingNew" : "sentReceived"),
  };
  const renewal = renewalLeft(atMs, before, outcome.state);
  return [...renewal, exchange, ...fetchedLeft(atMs, server, outcome)];
}

/** The bundles that came, each by a request of its own. */
export function fetchedLeft(atMs: number, server: string, outcome: SyncOutcome): Leaving[] {
  const { rules, library, state } = outcome;
  return [
    rules && fetchLeft(atMs, server, "sentFetchRules", state.rules),
    library && fetchLeft(atMs, server, "sentFetchStories", state.library),
  ].filter((each) => each !== undefined);
}

function fetchLeft(
  atMs: number,
  server: string,
  what: Key,
  held: { revision: number; digest: string },
): Leaving {
  return {
    at_ms: atMs,
    what: words(what),
    address: `GET ${server}/v1/bundles/${held.digest}`,
    body: nothing(),
    answer: words("sentRevision", held.revision),
  };
}

/** A refresh token that changed was sent and answered by another. */
export function renewalLeft(atMs: number, before: CourierState, after: CourierState): Leaving[] {
  if (before.tokens.refresh === after.tokens.refresh) return [];
  return [
    {
      at_ms: atMs,
      what: words("sentRenewing"),
      address: `POST ${before.server}/v1/token`,
      body: JSON.stringify({ refresh: words("sentRefresh") }),
      answer: words("sentRenewed"),
    },
  ];
}

export function mintLeft(
  atMs: number,
  before: CourierState,
  story: string,
  outcome: MintOutcome,
): Leaving[] {
  const asked: Leaving = {
    at_ms: atMs,
    what: words("sentLink"),
    address: `POST ${before.server}/v1/links ${withToken()}`,
    body: JSON.stringify({ story, channel: "linkedin" }),
    answer: outcome.link?.url ?? outcome.problem?.title ?? words("sentNoAnswer"),
  };
  return [...renewalLeft(atMs, before, outcome.state), asked];
}

export function streamLeft(atMs: number, server: string): Leaving {
  return {
    at_ms: atMs,
    what: words("sentListening"),
    address: `GET ${server}/v1/stream ${withToken()}`,
    body: nothing(),
    answer: words("sentListened"),
  };
}
