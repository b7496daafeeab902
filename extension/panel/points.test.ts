import { expect, it } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import { type Standing, standing } from "../wire/standing.ts";
import { h } from "./dom.ts";
import { points } from "./points.ts";

const nothing = standing({
  balance: 0,
  shares: 0,
  clicks: 0,
  entries: [],
  team: "",
  rank: 0,
  teams: 0,
});
const board: NonNullable<Standing["board"]> = {
  period: "2026-11",
  points: 120,
  as: "hidden",
  alias: "",
  rank: 0,
  top: [{ rank: 1, name: "Blue Kite", points: 140, me: false }],
};

function drawn(given: Partial<Standing>, desk = stillDesk()): HTMLElement {
  const place = h("div");
  for (const each of points(desk, { ...nothing, ...given })) {
    if (each instanceof Node) place.append(each);
  }
  return place;
}

const part = (place: HTMLElement, id: string): HTMLElement | null =>
  place.querySelector<HTMLElement>(`[data-testid="${id}"]`);

it("shows no board, reward or chart where the workspace has none", () => {
  const place = drawn({});
  for (const id of ["board", "rewards", "chart", "streak", "team"]) {
    expect(part(place, id), id).toBeNull();
  }
});

it("draws a bar for each day, and says the same in words", () => {
  const days = [3, 0, 9].map((clicks, at) => ({ day: `2026-11-2${at}`, clicks }));
  const chart = part(drawn({ days }), "chart");
  expect(chart?.querySelectorAll("rect").length).toBe(3);
  expect(chart?.textContent).toContain("12 clicks in 30 days. Most on 22 Nov 2026: 9.");
});

it("hides or names the person at once, and asks for an alias before it is sent", () => {
  const desk = stillDesk();
  const place = drawn({ board }, desk);
  const choose = (as: string): void => {
    const radio = part(place, `board-${as}`) as HTMLInputElement;
    radio.checked = true;
    radio.dispatchEvent(new Event("change"));
  };
  choose("named");
  choose("alias");
  expect(desk.asked).toEqual([{ kind: "boardChoice", as: "named", alias: "" }]);
  (part(place, "board-alias-name") as HTMLInputElement).value = "Polar Fox";
  part(place, "board-save")?.closest("form")?.dispatchEvent(new Event("submit"));
  expect(desk.asked.at(-1)).toEqual({ kind: "boardChoice", as: "alias", alias: "Polar Fox" });
});

it("tells of a reward how far it is, whether it was asked for, and whether any is left", () => {
  const reward = { title: "Coffee", points: 500, missing: 0, held: 0, gone: false };
  const rewards = [
    reward,
    { ...reward, missing: 120 },
    { ...reward, held: 1 },
    { ...reward, gone: true },
  ];
  const rows = [...(part(drawn({ rewards }), "rewards")?.children ?? [])].map(
    (each) => each.textContent,
  );
  expect(rows).toEqual([
    "Coffee500 pointsYou have enough points.",
    "Coffee500 points120 points to go",
    "Coffee500 pointsYou asked for it.",
    "Coffee500 pointsNone left at the moment.",
  ]);
});

it("answers why an entry is what it is", () => {
  const entry = { at_ms: 0, points: 10, reason: "Shared “Oslo”", fact: "f", why: "10 for a share" };
  expect(part(drawn({ entries: [entry] }), "why")?.textContent).toBe("Why?10 for a share");
});
