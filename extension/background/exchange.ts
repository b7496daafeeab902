/**
 * Everything that goes to the server but the stream: one exchange at a time, each noted in the
 * sent log. The courier does the talking and never holds a draft; what it brings is kept here.
 */
import type { Courier, SyncOutcome } from "../courier/courier.ts";
import type { CourierState, Minted, Problem } from "../courier/exchange.ts";
import type { Store } from "../store/store.ts";
import { CheckerFailure } from "../wire/frames.ts";
import { done, type Outcome, refuse } from "../wire/messages.ts";
import type { Checks, Fetched } from "./checks.ts";
import { loadState, saveTokens } from "./device.ts";
import type { Clock } from "./parts.ts";
import { note } from "./sentlog.ts";

export interface Changed {
  readonly rules: boolean;
  readonly library: boolean;
}

export interface Exchange {
  pair(server: string, code: string, device: string): Promise<Outcome>;
  /** Says what changed; a failed exchange changes nothing and its reason stands in store.synced. */
  sync(): Promise<Changed>;
  mint(story: string): Promise<Minted | Problem>;
}

const unchanged: Changed = { rules: false, library: false };

export function openExchange(
  store: Store,
  courier: Courier,
  checks: Checks,
  clock: Clock,
): Exchange {
  let last: Promise<unknown> = Promise.resolve();
  // Two exchanges at once would turn the same refresh token twice, which revokes the device.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const room = { store, courier, checks, clock };
  return {
    pair: (server, code, device) => inTurn(() => pair(room, server, code, device)),
    sync: () => inTurn(() => sync(room)),
    mint: (story) => inTurn(() => mint(room, story)),
  };
}

interface Room {
  readonly store: Store;
  readonly courier: Courier;
  readonly checks: Checks;
  readonly clock: Clock;
}

async function pair(room: Room, server: string, code: string, device: string): Promise<Outcome> {
  const { store, courier, clock } = room;
  const { state, paired, problem } = await courier.pair(server, code, device);
  await note(store.sent, {
    at_ms: clock.now(),
    what: "Pairing",
    address: `POST ${server}/v1/pair`,
    body: JSON.stringify({ code: "(the code you typed)", device }),
    answer: problem === undefined ? "Paired" : problem.title,
  });
  if (state === undefined || paired === undefined) {
    return refuse(problem?.title ?? "The server gave no answer that could be read.");
  }
  await store.forget();
  room.checks.forget();
  const { key, tokens } = state;
  await store.pairing.set({ ...paired, server, key, refresh: tokens.refresh });
  await saveTokens(store, tokens);
  return done;
}

async function sync(room: Room): Promise<Changed> {
  const { store, courier } = room;
  const state = await loadState(store);
  if (state === undefined) return unchanged;
  const outbox = await store.outbox.batch();
  const outcome = await courier.sync(state, outbox);
  await saveTokens(store, outcome.state.tokens);
  const { response, problem } = outcome;
  await noteSync(room, state, outbox, outcome);
  if (response === undefined) {
    await failed(room, problem?.title ?? "The server was not reached.");
    return unchanged;
  }
  const refused = await store.outbox.settle(response.receipts);
  await store.settings.set(response.settings);
  await store.standing.set(response.standing);
  const complaints = [
    ...refused.map((each) => `Not accepted: ${each.reason}`),
    ...outcome.refused.map((each) => each.message),
  ];
  const rules = await take(room, "rules", outcome.rules, outcome.state.rules);
  const library = await take(room, "library", outcome.library, outcome.state.library);
  await store.synced.set({
    at_ms: room.clock.now(),
    next_poll_s: response.next_poll_s,
    problem: [...complaints, rules.complaint, library.complaint].join(" ").trim(),
  });
  return { rules: rules.taken, library: library.taken };
}

interface Taken {
  readonly taken: boolean;
  readonly complaint: string;
}

async function take(
  room: Room,
  kind: "rules" | "library",
  bytes: Uint8Array | undefined,
  held: { revision: number; digest: string },
): Promise<Taken> {
  if (bytes === undefined) return { taken: false, complaint: "" };
  const fetched: Fetched = { bytes, ...held };
  try {
    await room.checks.take(kind, fetched);
    return { taken: true, complaint: "" };
  } catch (cause) {
    if (!(cause instanceof CheckerFailure)) throw cause;
    return { taken: false, complaint: cause.message };
  }
}

async function failed(room: Room, problem: string): Promise<void> {
  await room.store.synced.update((before) => ({ ...before, problem }));
}

function noteSync(room: Room, state: CourierState, outbox: unknown[], outcome: SyncOutcome) {
  const body = {
    protocol: 1,
    rules: state.rules.revision,
    library: state.library.revision,
    outbox,
  };
  return note(room.store.sent, {
    at_ms: room.clock.now(),
    what: outbox.length === 0 ? "Asking for news" : `Sending ${outbox.length} of your events`,
    address: `POST ${state.server}/v1/sync (with this browser's access token)`,
    body: JSON.stringify(body),
    answer: outcome.problem === undefined ? "Received" : outcome.problem.title,
  });
}

async function mint(room: Room, story: string): Promise<Minted | Problem> {
  const { store, courier, clock } = room;
  const state = await loadState(store);
  if (state === undefined)
    return { status: 0, kind: "unauthorized", title: "Pair this browser first." };
  const outcome = await courier.mint(state, { story, channel: "linkedin" });
  await saveTokens(store, outcome.state.tokens);
  await note(store.sent, {
    at_ms: clock.now(),
    what: "Asking for your link to a story",
    address: `POST ${state.server}/v1/links (with this browser's access token)`,
    body: JSON.stringify({ story, channel: "linkedin" }),
    answer: outcome.link?.url ?? outcome.problem?.title ?? "No answer",
  });
  const nothing = { status: 0, kind: "unavailable", title: "The server was not reached." };
  return outcome.link ?? outcome.problem ?? nothing;
}
