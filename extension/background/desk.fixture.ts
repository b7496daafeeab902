/** A worker's desk for tests: a paired device without a net, a person who allowed all, no browser. */
import { memoryParts } from "../store/area.ts";
import { openStore } from "../store/store.ts";
import type { Checks } from "./checks.ts";
import type { Desk } from "./desk.ts";
import { noChecks } from "./paired.fixture.ts";
import { openTabs } from "./tab.ts";

/** Some Wednesday, as days since 1970 and as Unix milliseconds. */
export const today = 20_779;
export const nowMs = today * 86_400_000 + 1;

export async function openTestDesk(checks: Partial<Checks> = {}): Promise<Desk> {
  const store = openStore(memoryParts(new Map(), () => nowMs));
  await store.pairing.set({
    server: "https://vouch.example",
    workspace: "acme",
    workspace_name: "Acme",
    key: "",
    advocate: "a",
    advocate_name: "Ada",
    device: "d",
    refresh: "r",
  });
  const switches = {
    reading: true,
    painting: true,
    holding: true,
    comments: false,
    messages: false,
    card: false,
  };
  await store.consent.set({ at_ms: 1, ...switches });
  let ids = 0;
  return {
    store,
    checks: { ...noChecks, ...checks },
    exchange: {
      pair: () => Promise.reject(new Error("not asked")),
      sync: () => Promise.resolve({ rules: false, library: false, surfaces: false }),
      fetch: () => Promise.reject(new Error("not asked")),
      mint: () => Promise.reject(new Error("not asked")),
    },
    stream: { want: () => undefined },
    tabs: openTabs(),
    clock: { now: () => nowMs, id: () => `id${++ids}`, random: () => 0 },
    publish: () => undefined,
    publishTab: () => undefined,
    trouble: { said: "" },
  };
}
