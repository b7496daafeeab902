import { expect, it } from "vitest";
import { noMode, workspaceSettings } from "../wire/shapes.ts";
import { h } from "./dom.ts";
import { notices } from "./head.ts";

const company = { workspace_name: "Acme", paint: true, hold: true, practice: "", names: [] };
const open = { ...company, per_person: false, regulated: false };

const said = (mode: typeof noMode): string => {
  const place = h("div");
  for (const each of notices({ settings: workspaceSettings({ ...open, mode }), checker: "" })) {
    if (each instanceof Node) place.append(each);
  }
  return place.textContent ?? "";
};

it("says that nobody counts by person, and that somebody asked to end that", () => {
  expect(said(noMode)).toBe("");
  const on = { ...noMode, aggregate: true, turn: 1 };
  expect(said(on)).toContain("in aggregate only");
  expect(said(on)).not.toContain("asked");
  expect(said({ ...on, ending: true })).toContain("asked to end this");
});
