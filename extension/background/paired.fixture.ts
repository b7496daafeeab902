/** A device that was paired, with a courier that answers as a test says. */
import type { Courier, SyncOutcome } from "../courier/courier.ts";
import type { CourierState } from "../courier/exchange.ts";
import { memoryArea, memoryParts } from "../store/area.ts";
import type { ManagedArea } from "../store/managed.ts";
import { openStore } from "../store/store.ts";
import { CheckerFailure } from "../wire/frames.ts";
import { nonePublished, workspaceSettings } from "../wire/shapes.ts";
import { standing as standingOf } from "../wire/standing.ts";
import { noWait } from "../wire/wait.ts";
import type { Checks } from "./checks.ts";
import { openExchange } from "./exchange.ts";

const settings = workspaceSettings({
  workspace_name: "Acme",
  per_person: false,
  regulated: false,
  paint: true,
  hold: true,
  practice: "",
  names: [],
});
const standing = standingOf({
  balance: 10,
  shares: 1,
  clicks: 0,
  entries: [],
  team: "",
  rank: 0,
  teams: 0,
});
const clock = { now: () => 1000, id: () => "id", random: () => 0 };

/** Where nothing is checked. */
export const noChecks: Checks = {
  report: () => Promise.reject(new Error("not asked")),
  suggest: () => Promise.resolve([]),
  near: () => Promise.resolve({ print: "", count: 0, age: 0 }),
  rulebook: () => Promise.resolve({ rules: [] }),
  take: () => Promise.resolve(),
  forget: () => undefined,
};

/** A store that was paired, and an exchange whose courier answers as the test says. */
export async function paired(
  sync: (state: CourierState) => Promise<SyncOutcome>,
  managed: ManagedArea = memoryArea(),
  fetch: Courier["fetch"] = () => Promise.reject(new Error("not asked")),
) {
  const store = openStore({ ...memoryParts(new Map(), clock.now), managed });
  await store.pairing.set({
    server: "https://vouch.example",
    workspace: "w",
    workspace_name: "Acme",
    key: "",
    advocate: "a",
    advocate_name: "Ada",
    device: "d",
    refresh: "first",
  });
  const taken: string[] = [];
  const checks: Checks = {
    ...noChecks,
    take: async (kind, { revision }) => {
      if (revision === 13) throw new CheckerFailure("image", "Revision 13 cannot be read.");
      taken.push(`${kind} ${revision}`);
    },
  };
  const mint = () => Promise.reject(new Error("not asked"));
  const asked: string[] = [];
  const pair: Courier["pair"] = async (server) => {
    asked.push(server);
    return { problem: undefined, state: fresh(server), paired: newcomer };
  };
  const courier: Courier = { pair, mint, fetch, sync };
  return { store, taken, asked, exchange: openExchange(store, courier, checks, clock) };
}

/** A device that was paired, and may be paired with the workspace "new". */
export const openPaired = (managed: ManagedArea) =>
  paired((state) => Promise.resolve(good(state)), managed);

const newcomer = {
  workspace: "new",
  workspace_name: "Globex",
  advocate: "a",
  advocate_name: "Ada",
  device: "d2",
};

const nobody = { revision: 0, digest: "" };

const fresh = (server: string): CourierState => ({
  server,
  workspace: "new",
  key: "",
  tokens: { access: "t", refresh: "other", expires_ms: 9000 },
  rules: nobody,
  library: nobody,
  surfaces: nobody,
  tag: "",
  wait: noWait,
});

export const turned = (state: CourierState, refresh: string): CourierState => ({
  ...state,
  tokens: { access: "t", refresh, expires_ms: 9000 },
});

export const nothing = {
  problem: undefined,
  response: undefined,
  unchanged: undefined,
  rules: undefined,
  library: undefined,
  surfaces: undefined,
};

export const good = (state: CourierState): SyncOutcome => ({
  ...nothing,
  state: turned(state, "second"),
  refused: [],
  response: {
    receipts: [{ id: "f1", status: "recorded", reason: "" }],
    settings,
    standing,
    published: nonePublished,
    update: undefined,
    next_poll_s: 60,
  },
});
