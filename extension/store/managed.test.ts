import { describe, expect, it } from "vitest";
import { memoryArea } from "./area.ts";
import { readManaged } from "./managed.ts";

const says = (policy: Record<string, unknown>) =>
  readManaged(memoryArea(new Map(Object.entries(policy))));

const silent = {
  server: "",
  workspace: "",
  card: "",
  consentLocked: false,
  consent: { reading: true, painting: true, holding: true, comments: false, messages: false },
};

describe("a company's policy", () => {
  it("is none where nothing is said, or nothing can be asked", async () => {
    expect(await says({})).toBeNull();
    expect(await readManaged({ get: () => Promise.reject(new Error("no manifest")) })).toBeNull();
  });

  it("names server, workspace and switches", async () => {
    const policy = {
      server: "https://vouch.acme.example/console?x=1",
      workspace: "acme",
      card: "off",
      consent: { painting: false },
      consent_locked: true,
    };
    expect(await says(policy)).toEqual({
      server: "https://vouch.acme.example",
      workspace: "acme",
      card: "off",
      consentLocked: true,
      consent: { ...silent.consent, painting: false },
    });
  });

  it("switches neither comments nor messages on: they are the person's", async () => {
    const managed = await says({ consent: { comments: true, messages: true } });
    expect(managed?.consent).toEqual(silent.consent);
  });

  it.each<[string, Record<string, unknown>]>([
    ["wrong types", { server: 7, workspace: null, card: "on", consent: "all", consent_locked: 1 }],
    ["half an address", { server: "vouch" }],
    ["switches that are none", { consent: { reading: "no", painting: 0 } }],
    ["a list", { consent: [] }],
    ["unknown keys", { colour: "red" }],
  ])("of %s counts as if it said nothing", async (_name, policy) => {
    expect(await says(policy)).toEqual(silent);
  });
});
