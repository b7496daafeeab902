import { expect, it } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import { workspaceSettings } from "../wire/shapes.ts";
import { h } from "./dom.ts";
import { settings } from "./settings.ts";

const consent = {
  reading: true,
  painting: true,
  holding: true,
  comments: false,
  messages: false,
  card: false,
  at_ms: 1,
};
const pairing = { server: "http://127.0.0.1:1", workspace: "Acme", advocate: "Ada Advocate" };

it("shows what the company switched off as off, whatever the person chose", () => {
  const on = { hold: true, per_person: false, regulated: false };
  const named = { workspace_name: "Acme", practice: "", names: [] };
  const company = workspaceSettings({ ...on, ...named, paint: false });
  const place = h("div");
  for (const each of settings(stillDesk(), {
    consent,
    pairing,
    settings: company,
    managed: null,
  })) {
    if (each instanceof Node) place.append(each);
  }
  const state = (name: string) => {
    const input = place.querySelector<HTMLInputElement>(`[data-testid="switch-${name}"]`);
    return [input?.checked, input?.disabled];
  };
  expect(state("painting")).toEqual([false, true]);
  expect(state("holding")).toEqual([true, false]);
});

it("shows as the company's what its policy set, and leaves the rest to the person", () => {
  const set = { reading: true, painting: false, holding: true, comments: false, messages: false };
  const managed = {
    server: "",
    workspace: "",
    card: "off" as const,
    consentLocked: true,
    consent: set,
  };
  const place = h("div");
  for (const each of settings(stillDesk(), { consent, pairing, settings: null, managed })) {
    if (each instanceof Node) place.append(each);
  }
  const locked = [...place.querySelectorAll<HTMLInputElement>("input:disabled")].map(
    (each) => each.name,
  );
  expect(locked).toEqual(["reading", "painting", "holding", "card"]);
  const painting = place.querySelector<HTMLInputElement>('[data-testid="switch-painting"]');
  expect(painting?.checked).toBe(false);
});

it("keeps what was switched a moment before, though the worker has not answered yet", () => {
  const desk = stillDesk();
  const place = h("div");
  document.body.append(place);
  for (const each of settings(desk, { consent, pairing, settings: null, managed: null })) {
    if (each instanceof Node) place.append(each);
  }
  for (const name of ["comments", "messages"]) {
    place.querySelector<HTMLInputElement>(`[data-testid="switch-${name}"]`)?.click();
  }
  expect(desk.asked.at(-1)).toMatchObject({ consent: { comments: true, messages: true } });
});
