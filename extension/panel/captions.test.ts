import { expect, it } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import type { Offer } from "../wire/view.ts";
import { captionBox, first } from "./captions.ts";

const offer: Offer = {
  story: {
    id: "s1",
    title: "Acme in Oslo",
    text: "",
    tags: [],
    captions: ["One {link}", "Two {link}", "Three {link}"],
    campaign: "",
    destination: "https://acme.example",
    published_ms: 0,
    until_ms: 0,
  },
  score: 1,
  reasons: [],
  facts: ["Open since Monday"],
};

const part = (box: HTMLElement, id: string): HTMLElement => {
  const found = box.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (found === null) throw new Error(`there is no ${id}`);
  return found;
};

it("shows one caption at a time, round and round, and uses the one shown", () => {
  const desk = stillDesk();
  const box = captionBox(desk, offer);
  const start = first("", "s1", 3);
  part(box, "caption-next").click();
  const at = (start + 1) % 3;
  expect(part(box, "caption").textContent).toBe(`${["One", "Two", "Three"][at]} (your link)`);
  part(box, "use").click();
  expect(desk.asked).toEqual([{ kind: "use", tab: 1, story: "s1", caption: at }]);
  part(box, "caption-before").click();
  part(box, "caption-before").click();
  expect(part(box, "caption-which").textContent).toBe(`${((start + 2) % 3) + 1} of 3`);
});

it("begins with another caption for another person, and with the same for the same", () => {
  const people = ["Ada", "Grace", "Linus", "Margaret", "Barbara", "Edsger"];
  const starts = people.map((person) => first(person, "s1", 3));
  expect(new Set(starts).size).toBeGreaterThan(1);
  expect(people.map((person) => first(person, "s1", 3))).toEqual(starts);
});

it("puts one's own words into the post, beside the facts", () => {
  const desk = stillDesk();
  const box = captionBox(desk, offer);
  expect(part(box, "own").textContent).toContain("Open since Monday");
  const field = part(box, "own-words") as HTMLTextAreaElement;
  field.value = "I was there on the first day.";
  part(box, "own-use").click();
  expect(desk.asked).toEqual([
    { kind: "useOwn", tab: 1, story: "s1", words: "I was there on the first day." },
  ]);
});
