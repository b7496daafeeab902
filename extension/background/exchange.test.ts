import { describe, expect, it } from "vitest";
import { memoryArea } from "../store/area.ts";
import { fact } from "../wire/shapes.ts";
import { noWait } from "../wire/wait.ts";
import { good, nothing, openPaired, paired, turned } from "./paired.fixture.ts";

describe("an exchange", () => {
  it("keeps what came and lets go what was received", async () => {
    const { store, exchange } = await paired((state) => Promise.resolve(good(state)));
    await store.outbox.add(fact({ id: "f1", kind: "shared", at_ms: 1 }));
    await exchange.sync("quietly");
    expect(await store.outbox.batch()).toEqual([]);
    expect((await store.standing.get())?.balance).toBe(10);
    expect(await store.synced.get()).toEqual({
      at_ms: 1000,
      next_poll_s: 60,
      problem: "",
      shut: false,
      notice: "",
      tag: "",
      wait: noWait,
    });
  });

  it("that fails keeps the outbox, the turned tokens, and says why", async () => {
    const problem = { status: 503, kind: "unavailable", title: "The server rests." };
    const { store, exchange } = await paired(async (state) => ({
      ...nothing,
      state: turned(state, "second"),
      refused: [],
      problem,
    }));
    await store.outbox.add(fact({ id: "f1", kind: "shared", at_ms: 1 }));
    await exchange.sync("quietly");
    expect(await store.outbox.batch()).toHaveLength(1);
    expect((await store.pairing.get())?.refresh).toBe("second");
    expect((await store.synced.get()).problem).toBe("The server rests.");
  });

  it("that is refused tells what a person can do", async () => {
    const problem = { status: 401, kind: "unauthorized", title: "This does not sign anybody in." };
    const { store, exchange } = await paired(async (state) => ({
      ...nothing,
      state,
      refused: [],
      problem,
    }));
    await exchange.sync("quietly");
    const synced = await store.synced.get();
    expect(synced.problem).toContain("Pair it again");
    expect(synced.shut).toBe(true);
  });

  it("takes bundles, and keeps the last good one where the new one does not load", async () => {
    const { store, taken, exchange } = await paired(async (state) => ({
      ...good(state),
      state: {
        ...turned(state, "second"),
        rules: { revision: 13, digest: "r" },
        library: { revision: 4, digest: "l" },
      },
      rules: new Uint8Array([1]),
      library: new Uint8Array([2]),
    }));
    expect(await exchange.sync("quietly")).toMatchObject({ rules: false, library: true });
    expect(taken).toEqual(["library 4"]);
    expect((await store.synced.get()).problem).toBe("Revision 13 cannot be read.");
  });

  it("confirms the rules that are held, but not where newer ones were refused", async () => {
    let refused = false;
    const { store, exchange } = await paired(async (state) => ({
      ...good(state),
      refused: refused ? [{ kind: "rules", revision: 8, reason: "torn", message: "Torn." }] : [],
    }));
    const age = { passed_ms: 5000, seen_ms: 1000 };
    refused = true;
    await store.unconfirmed.set(age);
    await exchange.sync("quietly");
    expect(await store.unconfirmed.get()).toEqual(age);
    refused = false;
    await exchange.sync("quietly");
    expect(await store.unconfirmed.get()).toEqual({ passed_ms: 0, seen_ms: 1000 });
  });

  it("with another workspace begins with nothing of the last", async () => {
    const { store, exchange } = await openPaired(memoryArea());
    await store.outbox.add(fact({ id: "f1", kind: "shared", at_ms: 1 }));
    await exchange.pair("https://vouch.example", "BCDF-GHJK", "Node");
    expect((await store.pairing.get())?.workspace).toBe("new");
    expect(await store.outbox.batch()).toEqual([]);
    await store.outbox.add(fact({ id: "f2", kind: "shared", at_ms: 1 }));
    await exchange.pair("https://vouch.example", "BCDF-GHJL", "Node");
    // The same person came back: what waited goes on waiting.
    expect(await store.outbox.batch()).toHaveLength(1);
  });

  it("never runs beside another: a token turned twice at once revokes the device", async () => {
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    const { exchange } = await paired(async (state) => {
      running += 1;
      most = Math.max(most, running);
      seen.push(state.tokens.refresh);
      await Promise.resolve();
      running -= 1;
      return { ...good(state), state: turned(state, `${state.tokens.refresh}+`) };
    });
    await Promise.all([
      exchange.sync("quietly"),
      exchange.sync("quietly"),
      exchange.sync("quietly"),
    ]);
    expect([most, seen]).toEqual([1, ["first", "first+", "first++"]]);
  });

  it("is written down with every message it took, and without a token", async () => {
    const { store, exchange } = await paired((state) => Promise.resolve(good(state)));
    await store.outbox.add(fact({ id: "f1", kind: "shared", at_ms: 1 }));
    await exchange.sync("quietly");
    const log = await store.sent.get();
    expect(log.map((each) => each.what)).toEqual([
      "Sending 1 event",
      "Renewing this browser's access",
    ]);
    expect(log[0]?.body).toContain('"id":"f1"');
    expect(JSON.stringify(log)).not.toMatch(/first|second/);
  });

  it("alike to the one before is counted, not listed again", async () => {
    const { store, exchange } = await paired(async (state) => ({ ...good(state), state }));
    await exchange.sync("quietly");
    await exchange.sync("quietly");
    expect((await store.sent.get()).map((each) => each.times)).toEqual([2]);
  });
});
