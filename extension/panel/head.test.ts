import { expect, it } from "vitest";
import { noMode, workspaceSettings } from "../wire/shapes.ts";
import { h } from "./dom.ts";
import { notices } from "./head.ts";

const company = { workspace_name: "Acme", paint: true, hold: true, practice: "", names: [] };
const open = workspaceSettings({ ...company, per_person: false, regulated: false });

const said = (mode: typeof noMode, more: Partial<typeof open> = {}): string => {
  const place = h("div");
  const settings = { ...open, ...more, mode };
  for (const each of notices({ settings, checker: "", notice: "", storage: "", rules: null })) {
    if (each instanceof Node) place.append(each);
  }
  return place.textContent ?? "";
};

it("stays silent while nobody is counted by person, and tells when somebody asks to end that", () => {
  expect(said(noMode)).toBe("");
  const on = { ...noMode, aggregate: true, turn: 1 };
  expect(said(on)).toBe("");
  expect(said({ ...on, ending: true })).toContain("asked to end");
});

it("tells on every page that names are recorded", () => {
  expect(said(noMode, { regulated: true })).toContain("recorded with your name");
});
