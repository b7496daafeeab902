import { describe, expect, it } from "vitest";
import type { Consent } from "../wire/commands.ts";
import { type WorkspaceSettings, workspaceSettings } from "../wire/shapes.ts";
import { policyFor } from "./policy.ts";

const consent = (given: Partial<Consent> = {}): Consent => ({
  at_ms: 1,
  reading: true,
  painting: true,
  holding: true,
  comments: false,
  messages: false,
  card: false,
  ...given,
});

const settings = (given: Partial<WorkspaceSettings> = {}): WorkspaceSettings =>
  workspaceSettings({
    workspace_name: "Acme",
    per_person: false,
    regulated: false,
    paint: true,
    hold: true,
    practice: "",
    names: [],
    ...given,
  });

const nothing = { reading: false, painting: false, holding: false, surfaces: [], card: false };

describe("what may be done in a page", () => {
  it("is nothing before pairing or before consent", () => {
    expect(policyFor(false, consent(), settings())).toEqual(nothing);
    expect(policyFor(true, null, settings())).toEqual(nothing);
  });

  it("is what the person switched on", () => {
    const policy = policyFor(true, consent({ painting: false, messages: true }), settings());
    expect(policy).toEqual({
      reading: true,
      painting: false,
      holding: true,
      surfaces: ["post", "article", "message"],
      card: false,
    });
  });

  it("is less where the workspace switched it off, and never more", () => {
    const less = policyFor(true, consent(), settings({ paint: false, hold: false }));
    expect([less.painting, less.holding]).toEqual([false, false]);
    const carded = consent({ card: true });
    expect(policyFor(true, carded, settings()).card).toBe(true);
    expect(policyFor(true, carded, settings({ paint: false })).card).toBe(false);
    const more = policyFor(true, consent({ holding: false }), settings({ hold: true }));
    expect(more.holding).toBe(false);
  });
});
