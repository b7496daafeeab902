import { describe, expect, it } from "vitest";
import type { CourierState, Out } from "../courier/exchange.ts";
import { memoryArea } from "../store/area.ts";
import { good, nothing, paired } from "./paired.fixture.ts";

const place = (revision: number) => ({ revision, digest: `d${revision}`, bytes: 1, path: "/p" });
const event = (rules: number): Out => ({
  rules,
  library: 0,
  surfaces: 0,
  rules_at: place(rules),
  library_at: undefined,
  surfaces_at: undefined,
});

/** A device with revision 7 that hears of another; `brought` is what the courier makes of it. */
async function hearing(brought: (state: CourierState) => CourierState, refused: string[] = []) {
  const asked: Out[] = [];
  const { store, taken, exchange } = await paired(
    (state) => Promise.resolve(good(state)),
    memoryArea(),
    async (before, out) => {
      asked.push(out);
      const state = brought(before);
      const came = state.rules.revision > before.rules.revision;
      return {
        ...nothing,
        state,
        rules: came ? new Uint8Array([1]) : undefined,
        refused: refused.map((message) => ({ kind: "rules", revision: 0, reason: "", message })),
      };
    },
  );
  const held = { revision: 7, digest: "d7", base64: "AA==", issued_ms: 1, received_ms: 1 };
  await store.rules.set(held);
  await store.unconfirmed.set({ passed_ms: 5000, seen_ms: 1000 });
  return { store, taken, asked, exchange };
}

const at = (revision: number) => (state: CourierState) => ({
  ...state,
  rules: { revision, digest: `d${revision}` },
});

describe("a revision that a stream tells of", () => {
  it("is fetched from where it lies, and kept, without an exchange", async () => {
    const { store, taken, exchange } = await hearing(at(8));
    expect(await exchange.fetch(event(8))).toMatchObject({ rules: true, all: true });
    expect(taken).toEqual(["rules 8"]);
    expect((await store.unconfirmed.get()).passed_ms).toBe(0);
    expect((await store.sent.get()).map((each) => each.address)).toEqual([
      "GET https://vouch.example/v1/bundles/d8",
    ]);
    expect((await store.synced.get()).at_ms).toBe(0);
  });

  it("confirms the rules that are held, and asks for nothing", async () => {
    const { store, asked, exchange } = await hearing(at(8));
    expect(await exchange.fetch(event(7))).toMatchObject({ rules: false, all: true });
    expect(asked).toEqual([]);
    expect((await store.unconfirmed.get()).passed_ms).toBe(0);
  });

  it("that was refused, or named no place, has to be asked for", async () => {
    const same = (state: CourierState) => state;
    const refused = await hearing(same, ["Torn."]);
    expect(await refused.exchange.fetch(event(8))).toMatchObject({ rules: false, all: false });
    expect((await refused.store.unconfirmed.get()).passed_ms).toBe(5000);
    const silent = await hearing(same);
    const named = { ...event(8), rules_at: undefined };
    expect(await silent.exchange.fetch(named)).toMatchObject({ rules: false, all: false });
    expect((await silent.store.unconfirmed.get()).passed_ms).toBe(5000);
  });
});
