import { describe, expect, it } from "vitest";
import { blankFinding } from "../wire/blank.ts";
import { maxNote } from "../wire/commands.ts";
import { report } from "../wire/shapes.ts";
import { standing } from "../wire/standing.ts";
import { perform } from "./commands.ts";
import { openTestDesk } from "./desk.fixture.ts";
import type { Desk } from "./desk.ts";

const marker = "zebra quagga okapi";

/** A desk whose tab 1 shows a finding about the marker. */
async function withFinding(): Promise<Desk> {
  const desk = await openTestDesk();
  const tab = desk.tabs.of(1);
  const findings = [{ ...blankFinding, rule: "acme.zebra", quote: marker, end: marker.length }];
  const found = report({ verdict: "warn", protected: false, personal: false, findings });
  tab.view = { ...tab.view, seq: 4, state: "checked", report: found };
  return desk;
}

const notRight = { kind: "notRight", tab: 1, seq: 4, finding: 0, quote: false, note: "" } as const;

describe("“not right?”", () => {
  it("tells the rule, and nothing that was written", async () => {
    const desk = await withFinding();
    expect((await perform(desk, notRight)).ok).toBe(true);
    const [fact, ...more] = await desk.store.outbox.batch();
    expect(more).toEqual([]);
    expect(fact).toMatchObject({ kind: "disputed", rule: "acme.zebra", surface: "post" });
    expect(JSON.stringify(fact)).not.toContain("zebra q");
  });

  it("shows the words found and a note where they are chosen, and cuts neither in two", async () => {
    const desk = await withFinding();
    const note = "🎉".repeat(maxNote);
    await perform(desk, { ...notRight, quote: true, note: `  ${note} ` });
    expect(await desk.store.outbox.batch()).toMatchObject([{ quote: marker, note }]);
    expect((await perform(desk, { ...notRight, note: `${note}!` })).reason).toContain("300");
    expect(await desk.store.outbox.batch()).toHaveLength(1);
  });

  it("is about the report that the person saw", async () => {
    const desk = await withFinding();
    expect((await perform(desk, { ...notRight, seq: 3, quote: true })).ok).toBe(false);
    expect((await perform(desk, { ...notRight, finding: 1 })).ok).toBe(false);
    expect(await desk.store.outbox.batch()).toEqual([]);
  });
});

describe("how to stand on boards", () => {
  const earned = standing({
    ...{ balance: 0, shares: 0, clicks: 0, entries: [], team: "", rank: 0, teams: 0 },
    board: { period: "2026-Q4", points: 5, as: "named", alias: "", rank: 1, top: [] },
  });

  it("is chosen without a net, and shown at once", async () => {
    const desk = await openTestDesk();
    await desk.store.standing.set(earned);
    await perform(desk, { kind: "boardChoice", as: "alias", alias: "  Blue   Fox " });
    expect(await desk.store.outbox.batch()).toMatchObject([
      { kind: "shown", as: "alias", alias: "Blue Fox" },
    ]);
    expect((await desk.store.standing.get())?.board).toMatchObject({
      as: "alias",
      alias: "Blue Fox",
    });
    await perform(desk, { kind: "boardChoice", as: "hidden", alias: "Blue Fox" });
    expect((await desk.store.outbox.batch())[1]).toMatchObject({ as: "hidden", alias: "" });
  });

  it("is refused where the name would not be", async () => {
    const desk = await openTestDesk();
    for (const alias of ["", "  ", "x".repeat(31)]) {
      expect((await perform(desk, { kind: "boardChoice", as: "alias", alias })).ok).toBe(false);
    }
    expect(await desk.store.outbox.batch()).toEqual([]);
  });
});
