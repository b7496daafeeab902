/**
 * The browser may end a worker between any two steps: before or after a read, a write, or a
 * question to the server. Whatever happened, the next worker goes on, and in the end the server
 * has every fact once, in the order in which they happened.
 */
import { describe, expect, it } from "vitest";
import { memoryParts } from "../store/area.ts";
import { type Life, life, longLife, mortalArea } from "../store/mortal.fixture.ts";
import { openStore } from "../store/store.ts";
import { fact } from "../wire/shapes.ts";
import { saveTokens } from "./device.ts";
import { openExchange } from "./exchange.ts";
import { courierTo, Ledger } from "./ledger.fixture.ts";
import { noChecks } from "./paired.fixture.ts";

const clock = { now: () => 1000, id: () => "id", random: () => 0 };
const shared = (id: string) => fact({ id, kind: "shared", at_ms: 1 });

/** What happens on the device: some facts are noted, then there is an exchange. */
const happenings = [["a"], ["b", "c"], [], ["d"], ["e", "f"]];
const everything = happenings.flat();

/** A device with its disk, and a server that lets an access token serve two questions. */
class Device {
  readonly disk = new Map<string, unknown>();
  readonly ledger = new Ledger(2);
  /** Happenings that were noted: whoever was not told so says it again, under the same ids. */
  #noted = 0;

  async pair(): Promise<void> {
    await openStore(memoryParts(this.disk, clock.now)).enter({
      server: "https://vouch.example",
      workspace: "w",
      workspace_name: "Acme",
      key: "",
      advocate: "a",
      advocate_name: "Ada",
      device: "d",
      refresh: this.ledger.refresh,
    });
  }

  /** A worker's life: it goes through what is left to happen, until it is done or ended. */
  async live(one: Life): Promise<void> {
    const store = openStore({
      ...memoryParts(this.disk, clock.now),
      local: mortalArea(this.disk, one),
    });
    const courier = courierTo(this.ledger, one, (tokens) => void saveTokens(store, tokens));
    const exchange = openExchange(store, courier, noChecks, clock);
    const work = async (): Promise<void> => {
      while (this.#noted < happenings.length) {
        await store.outbox.add(...(happenings[this.#noted] ?? []).map(shared));
        this.#noted += 1;
        await exchange.sync("now");
      }
      await exchange.sync("now");
    };
    await Promise.race([work(), one.ended]);
  }

  async waiting(): Promise<number> {
    return (await openStore(memoryParts(this.disk, clock.now)).facts.get()).length;
  }
}

async function paired(): Promise<Device> {
  const device = new Device();
  await device.pair();
  return device;
}

describe("a worker that is killed", () => {
  it("once, at any step, before or after it: every fact is recorded once and in order", async () => {
    const whole = await paired();
    const counted = longLife();
    await whole.live(counted);
    expect(whole.ledger.recorded).toEqual(everything);
    expect(counted.steps).toBeGreaterThan(50);
    for (let at = 0; at < counted.steps; at++) {
      for (const when of ["before", "after"] as const) {
        const device = await paired();
        await device.live(life(at, when));
        await device.live(longLife());
        const where = `killed ${when} step ${at}`;
        expect(device.ledger.recorded, where).toEqual(everything);
        expect(await device.waiting(), where).toBe(0);
      }
    }
  });

  it("again and again: every fact is recorded once and in order", async () => {
    const draw = seeded(20261122);
    let duplicates = 0;
    for (let round = 0; round < 150; round++) {
      const device = await paired();
      for (let lives = 0; lives < 12; lives++) {
        await device.live(life(Math.floor(draw() * 45), draw() < 0.5 ? "before" : "after"));
      }
      await device.live(longLife());
      expect(device.ledger.recorded, `round ${round}`).toEqual(everything);
      expect(await device.waiting(), `round ${round}`).toBe(0);
      duplicates += device.ledger.duplicates;
    }
    // Answers were lost on the way: or else nothing was proved.
    expect(duplicates).toBeGreaterThan(50);
  });
});

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
