/**
 * The courier as the rest of the extension sees it. For each exchange courier.wasm is started,
 * told what to do, and let go, so that its memory is held for a second and not for the day. It
 * verifies every bundle against the pinned key; nothing is stored here, and no method takes a
 * draft.
 */
import type { Fact, LinkRequest } from "../wire/types.gen.ts";
import {
  answered,
  type CourierState,
  type Minted,
  type Out,
  type Paired,
  type Problem,
  type Refusal,
  type SyncedResponse,
  type Tokens,
  tokens,
  type Unchanged,
} from "./exchange.ts";
import { type Answer, runCourier } from "./run.ts";

export interface CourierParts {
  /** Compiles or fetches courier.wasm; asked at each exchange. */
  module: () => Promise<WebAssembly.Module>;
  /**
   * Told of new tokens while an exchange goes on. Keep them at once: a worker that is stopped
   * before the exchange ends would otherwise be left with a spent one, and have to pair again.
   */
  onTokens: (tokens: Tokens) => void;
  /** The sealed bundle that is held, from which the next may be fetched as a delta. */
  held: (kind: string) => Promise<Uint8Array | undefined>;
  /** Version of the extension: the server may ask for a newer one. */
  version: string;
}

/** What went wrong stands in `problem`; then the other fields may be undefined. */
export interface PairOutcome {
  problem: Problem | undefined;
  state: CourierState | undefined;
  paired: Paired | undefined;
}

/**
 * Keep `state` whatever else stands here: the tokens may have turned. `rules` and `library` are
 * sealed bundles, verified; undefined means that the one held stays, and `refused` says so if
 * one was not good.
 */
export interface SyncOutcome {
  problem: Problem | undefined;
  state: CourierState;
  response: SyncedResponse | undefined;
  /** In the place of a response: all is as the last one said. */
  unchanged: Unchanged | undefined;
  /** Data from a verified bundle, as JSON has it; undefined is unchanged or refused. */
  surfaces: unknown;
  rules: Uint8Array | undefined;
  library: Uint8Array | undefined;
  refused: Refusal[];
}

export interface MintOutcome {
  problem: Problem | undefined;
  state: CourierState;
  link: Minted | undefined;
}

export interface Courier {
  pair(server: string, code: string, device: string): Promise<PairOutcome>;
  sync(state: CourierState, outbox: Fact[]): Promise<SyncOutcome>;
  /** Takes what a stream says is out, from where it says that it lies; asks nothing else. */
  fetch(state: CourierState, out: Out): Promise<SyncOutcome>;
  mint(state: CourierState, link: LinkRequest): Promise<MintOutcome>;
}

export function openCourier(parts: CourierParts): Courier {
  const run = async (request: unknown) => {
    const onTurned = (json: string) => parts.onTokens(tokens(JSON.parse(json)));
    return read(await runCourier(parts.module, request, { turned: onTurned, held: parts.held }));
  };
  return {
    async pair(server, code, device) {
      const { problem, state, paired } = await run({ do: "pair", server, code, device });
      return { problem, state, paired };
    },
    async sync(state, outbox) {
      const { version: extension } = parts;
      const answer = await run({ do: "sync", state, outbox, extension });
      return { ...answer, state: answer.state ?? state };
    },
    async fetch(state, out) {
      const answer = await run({ do: "fetch", state, out });
      return { ...answer, state: answer.state ?? state };
    },
    async mint(state, link) {
      const answer = await run({ do: "mint", state, link });
      return { problem: answer.problem, state: answer.state ?? state, link: answer.link };
    },
  };
}

function read(answer: Answer) {
  return { ...answered(JSON.parse(answer.json)), rules: answer.rules, library: answer.library };
}
