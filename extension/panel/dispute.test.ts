import { expect, it } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import { blankFinding } from "../wire/blank.ts";
import { disputeForm } from "./dispute.ts";

const finding = { ...blankFinding, rule: "demo.rule", quote: "Guaranteed" };

function form(regulated = false) {
  const box = disputeForm(stillDesk(), { finding, regulated });
  const find = <T extends Element>(id: string): T => {
    const found = box.querySelector<T>(`[data-testid="${id}"]`);
    if (found === null) throw new Error(`there is no ${id}`);
    return found;
  };
  const told = (): string => find("dispute-preview").textContent ?? "";
  return { box, find, told };
}

it("shows before sending what will be sent, and no more than the person chose", () => {
  const { box, find, told } = form();
  expect(told()).toContain("demo.rule");
  expect(told()).not.toContain("Guaranteed");
  find<HTMLTextAreaElement>("dispute-note").value = "It is a product's name";
  find<HTMLInputElement>("dispute-quote").checked = true;
  box.querySelector("form")?.dispatchEvent(new Event("input"));
  expect(told()).toContain("“Guaranteed”");
  expect(told()).toContain("It is a product's name");
});

it("says whether the name goes with it", () => {
  expect(form().told()).toContain("not shown to anybody");
  expect(form(true).told()).toContain("regulated mode");
});
