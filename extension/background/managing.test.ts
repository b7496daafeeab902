import { describe, expect, it } from "vitest";
import { memoryArea } from "../store/area.ts";
import type { Consent } from "../wire/commands.ts";
import type { ManagedView } from "../wire/view.ts";
import { agreed, locked } from "./managing.ts";
import { openPaired } from "./paired.fixture.ts";

const switches = {
  reading: true,
  painting: true,
  holding: true,
  comments: false,
  messages: false,
  card: false,
};
const consent = (given: Partial<Consent> = {}): Consent => ({ at_ms: 1, ...switches, ...given });
const managed = (given: Partial<ManagedView["consent"]>, consentLocked = true): ManagedView => ({
  server: "",
  workspace: "",
  card: "",
  consentLocked,
  consent: { ...switches, ...given },
});

describe("what was agreed to", () => {
  it("is the person's word where nothing is locked", () => {
    const own = consent({ painting: false, messages: true });
    expect(agreed(own, null)).toBe(own);
    expect(agreed(own, managed({}, false))).toBe(own);
  });
  it("is nothing before the person agreed, whatever is locked", () => {
    expect(agreed(null, managed({}))).toBeNull();
  });
  it("is less at once where the policy locks a switch off", () => {
    expect(agreed(consent(), managed({ painting: false }))).toEqual(consent({ painting: false }));
  });
  it("has to be agreed to anew where the policy locks a switch on", () => {
    expect(agreed(consent({ holding: false }), managed({}))).toBeNull();
    expect(agreed(locked(consent({ holding: false }), managed({})), managed({}))).toEqual(
      consent(),
    );
  });
  it("leaves comments and messages to the person", () => {
    const own = consent({ comments: true, messages: true });
    expect(agreed(own, managed({}))).toEqual(own);
  });
});

describe("pairing a managed browser", () => {
  const server = "https://vouch.example";
  const pairing = async (policy: Record<string, unknown>) => {
    const { store, exchange, asked } = await openPaired(
      memoryArea(new Map(Object.entries(policy))),
    );
    const outcome = await exchange.pair(server, "BCDF-GHJK", "Node");
    return { outcome, asked, workspace: (await store.pairing.get())?.workspace };
  };

  it("is done where server and workspace are the named ones", async () => {
    const done = await pairing({ server, workspace: "new" });
    expect(done).toMatchObject({ outcome: { ok: true }, workspace: "new" });
  });
  it("is refused, and nobody is asked, where the policy names another server", async () => {
    const refused = await pairing({ server: "https://other.example" });
    expect(refused.outcome.reason).toContain("https://other.example only");
    expect([refused.workspace, refused.asked]).toEqual(["w", []]);
  });
  it("is refused, and the old one stays, where the code is another workspace's", async () => {
    const refused = await pairing({ workspace: "acme" });
    expect(refused.outcome.reason).toContain("another workspace");
    expect(refused.workspace).toBe("w");
  });
});
