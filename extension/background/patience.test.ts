import { describe, expect, it } from "vitest";
import { good, nothing, paired, turned } from "./paired.fixture.ts";

const busy = { status: 0, kind: "waiting", title: "The server is busy." };

describe("an exchange", () => {
  it("asks whether anything changed, and keeps what it had where nothing did", async () => {
    const asked: string[] = [];
    const { store, exchange } = await paired(async (state) => {
      asked.push(state.tag);
      if (state.tag !== "")
        return { ...nothing, state, refused: [], unchanged: { next_poll_s: 77 } };
      return { ...good(state), state: { ...turned(state, "second"), tag: '"a"' } };
    });
    await exchange.sync("quietly");
    await exchange.sync("quietly");
    await exchange.sync("now");
    expect(asked).toEqual(["", '"a"', ""]);
    expect((await store.standing.get())?.balance).toBe(10);
    expect((await store.synced.get()).tag).toBe('"a"');
  });

  it("keeps the data of surfaces and the server's wish for a newer extension", async () => {
    const title = "Version 9 is out.";
    const { store, exchange } = await paired(async (state) => {
      const { response, ...rest } = good(state);
      const surfaces = { revision: 3, digest: "d" };
      const update = { version: "9", title };
      const told = response === undefined ? undefined : { ...response, update };
      return { ...rest, response: told, state: { ...state, surfaces }, surfaces: { post: {} } };
    });
    await exchange.sync("quietly");
    expect((await store.synced.get()).notice).toBe(title);
    expect(await store.surfaces.get()).toEqual({ revision: 3, digest: "d", json: '{"post":{}}' });
  });

  it("leaves a server alone that asked for it, and one that was not reached until a person presses", async () => {
    const waits: number[] = [];
    let asked = true;
    const { store, exchange } = await paired(async (state) => {
      waits.push(state.wait.failures);
      const wait = { failures: state.wait.failures + 1, until_ms: 9000, asked };
      return { ...nothing, state: { ...state, wait }, refused: [], problem: busy };
    });
    await exchange.sync("quietly");
    await exchange.sync("now");
    asked = false;
    await exchange.sync("quietly");
    await exchange.sync("now");
    expect(waits).toEqual([0, 1, 2, 0]);
    // What was not sent is not in the log of what left.
    expect(await store.sent.get()).toEqual([]);
  });
});
