/**
 * Everything that goes to the server but the stream: one exchange at a time, each noted in the
 * sent log. The courier does the talking and never holds a draft; what it brings is kept here.
 */
import type { Courier, SyncOutcome } from "../courier/courier.ts";
import type { CourierState, Minted, Out, Problem } from "../courier/exchange.ts";
import { maxBatch } from "../store/outbox.ts";
import type { Store } from "../store/store.ts";
import { done, type Outcome, refuse } from "../wire/messages.ts";
import { noWait, type Wait } from "../wire/wait.ts";
import { words } from "../words/words.ts";
import { confirmed } from "./age.ts";
import type { Checks } from "./checks.ts";
import { fetchedLeft, mintLeft, pairingLeft, syncLeft } from "./departures.ts";
import { loadState, saveTokens } from "./device.ts";
import { holds, keep } from "./keeping.ts";
import { notThisServer, notThisWorkspace } from "./managing.ts";
import type { Clock } from "./parts.ts";
import { told } from "./problems.ts";
import { note } from "./sentlog.ts";
import { newerWords } from "./upkeep.ts";

export interface Changed {
  readonly rules: boolean;
  readonly library: boolean;
  readonly surfaces: boolean;
}

/**
 * "quietly" asks whether anything changed, and leaves a server alone that failed. "now" is for who
 * knows that something did, or for a person who pressed: it asks for all anew, and waits only where
 * the server itself asked for it.
 */
export type How = "quietly" | "now";

export interface Exchange {
  pair(server: string, code: string, device: string): Promise<Outcome>;
  /** Says what changed; a failed exchange changes nothing and its reason stands in store.synced. */
  sync(how: How): Promise<Changed>;
  /** Takes what a stream says is out; `all` is false where an exchange has to bring the rest. */
  fetch(out: Out): Promise<Changed & { all: boolean }>;
  mint(story: string): Promise<Minted | Problem>;
}

const unchanged: Changed = { rules: false, library: false, surfaces: false };

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
    sync: (how) => inTurn(() => sync(room, how)),
    fetch: (out) => inTurn(() => fetchOut(room, out)),
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
  if (!(await store.usable)) return refuse(newerWords());
  const managed = await store.managed();
  const elsewhere = notThisServer(managed, server);
  if (elsewhere !== "") return refuse(elsewhere);
  const { state, paired, problem } = await courier.pair(server, code, device);
  await note(store.sent, pairingLeft(clock.now(), server, device, problem));
  if (state === undefined || paired === undefined) {
    return refuse(problem?.title ?? words("workerNoAnswer"));
  }
  const foreign = notThisWorkspace(managed, paired);
  if (foreign !== "") return refuse(foreign);
  const { key, tokens } = state;
  await store.enter({ ...paired, server, key, refresh: tokens.refresh });
  room.checks.forget();
  await saveTokens(store, tokens);
  return done;
}

async function sync(room: Room, how: How): Promise<Changed> {
  const { store, courier, clock } = room;
  const held = await loadState(store, clock.now());
  if (held === undefined) return unchanged;
  const state = how === "now" ? anew(held) : held;
  const outbox = await store.outbox.batch();
  const outcome = await courier.sync(state, outbox);
  await saveTokens(store, outcome.state.tokens);
  for (const each of syncLeft(clock.now(), state, outbox, outcome)) await note(store.sent, each);
  const changed = await settle(room, outcome);
  const more = outbox.length === maxBatch && outcome.response !== undefined;
  return more ? either(changed, await sync(room, "quietly")) : changed;
}

const either = (a: Changed, b: Changed): Changed => ({
  rules: a.rules || b.rules,
  library: a.library || b.library,
  surfaces: a.surfaces || b.surfaces,
});

const anew = (state: CourierState): CourierState => ({
  ...state,
  tag: "",
  wait: state.wait.asked ? state.wait : noWait,
});

async function settle(room: Room, outcome: SyncOutcome): Promise<Changed> {
  const { store, clock } = room;
  const { response, problem } = outcome;
  if (outcome.unchanged !== undefined) {
    const { next_poll_s } = outcome.unchanged;
    const said = { at_ms: clock.now(), next_poll_s, problem: "", shut: false, wait: noWait };
    await store.synced.update((before) => ({ ...before, ...said }));
    await store.unconfirmed.set(confirmed(clock.now()));
    return unchanged;
  }
  if (response === undefined) {
    await failed(room, problem, outcome.state.wait);
    return unchanged;
  }
  const refused = await store.outbox.settle(response.receipts);
  await store.settings.set(response.settings);
  await store.standing.set(response.standing);
  await store.published.set(response.published);
  const { complaints, newest, ...changed } = await keep(room, outcome);
  if (newest) await store.unconfirmed.set(confirmed(clock.now()));
  const notAccepted = refused.map((each) => words("workerNotAccepted", each.reason));
  await store.synced.set({
    at_ms: clock.now(),
    next_poll_s: response.next_poll_s,
    problem: [...notAccepted, ...complaints].join(" "),
    shut: false,
    notice: response.update?.title ?? "",
    // What did not load is asked for again.
    tag: complaints.length > 0 ? "" : outcome.state.tag,
    wait: noWait,
  });
  return changed;
}

/**
 * Takes what a stream says is out, from where it lies, without another question to the server.
 * `all` is false where something of it could not be had, so that an exchange has to be made.
 */
async function fetchOut(room: Room, out: Out): Promise<Changed & { all: boolean }> {
  const { store, courier, clock } = room;
  const state = await loadState(store, clock.now());
  if (state === undefined) return { ...unchanged, all: true };
  if (holds(state, out)) {
    await store.unconfirmed.set(confirmed(clock.now()));
    return { ...unchanged, all: true };
  }
  const outcome = await courier.fetch({ ...state, wait: noWait }, out);
  if (outcome.problem !== undefined) return { ...unchanged, all: false };
  for (const each of fetchedLeft(clock.now(), state.server, outcome)) await note(store.sent, each);
  const { complaints, newest, ...changed } = await keep(room, outcome);
  const all = complaints.length === 0 && holds(outcome.state, out);
  if (newest && all) await store.unconfirmed.set(confirmed(clock.now()));
  return { ...changed, all };
}

async function failed({ store }: Room, why: Problem | undefined, wait: Wait): Promise<void> {
  const problem = told(why).title;
  const shut = why?.kind === "unauthorized";
  await store.synced.update((before) => ({ ...before, problem, shut, wait }));
}

async function mint(room: Room, story: string): Promise<Minted | Problem> {
  const { store, courier, clock } = room;
  const state = await loadState(store, clock.now());
  if (state === undefined)
    return { status: 0, kind: "unauthorized", title: words("workerUnpaired") };
  const outcome = await courier.mint(state, { story, channel: "linkedin" });
  await saveTokens(store, outcome.state.tokens);
  for (const each of mintLeft(clock.now(), state, story, outcome)) await note(store.sent, each);
  return outcome.link ?? told(outcome.problem);
}
