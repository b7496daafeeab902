import { beforeEach, expect, it } from "vitest";
import { h } from "./dom.ts";
import { type Keyed, keyedList, slot } from "./slot.ts";

let place: HTMLElement;

beforeEach(() => {
  place = h("div");
  document.body.replaceChildren(place);
});

const focused = (): string | null | undefined =>
  document.activeElement?.getAttribute("data-testid");

it("keeps the focus and what is unfolded while it draws anew", () => {
  const draw = slot(place, (count: number) => [
    h("details", { "data-key": "a" }, h("summary", {}, String(count))),
    h("button", { "data-testid": "press" }, String(count)),
  ]);
  draw(1);
  place.querySelector("button")?.focus();
  place.querySelector("details")?.setAttribute("open", "");
  draw(2);
  expect(place.textContent).toBe("22");
  expect(focused()).toBe("press");
  expect(place.querySelector("details")?.open).toBe(true);
});

it("touches nothing while its input stays", () => {
  const draw = slot(place, () => [h("p")]);
  draw("a");
  const before = place.firstChild;
  draw("a");
  expect(place.firstChild).toBe(before);
});

const line = (key: string, as = ""): Keyed => ({
  key,
  as,
  make: () => h("div", {}, h("button", { "data-testid": key }, as)),
});

it("keeps the elements of a list, and the focus in them, while others come and go", () => {
  const draw = keyedList(place);
  draw([line("a"), line("b")]);
  const b = place.children[1];
  place.querySelector<HTMLElement>('[data-testid="b"]')?.focus();
  draw([line("c"), line("b"), line("d")]);
  expect([...place.children].indexOf(b as Element)).toBe(1);
  expect(focused()).toBe("b");
});

it("gives the focus to the same part of an element that was drawn anew", () => {
  const draw = keyedList(place);
  draw([line("a", "1")]);
  place.querySelector("button")?.focus();
  draw([line("a", "2")]);
  expect(place.textContent).toBe("2");
  expect(focused()).toBe("a");
});

it("tells where the element with the focus stood that has gone", () => {
  const lost: number[] = [];
  const draw = keyedList(place, (at) => lost.push(at));
  draw([line("a"), line("b"), line("c")]);
  place.querySelector<HTMLElement>('[data-testid="b"]')?.focus();
  draw([line("a"), line("c")]);
  expect(lost).toEqual([1]);
});

it("shows two that say the same twice", () => {
  const draw = keyedList(place);
  draw([line("a"), line("a")]);
  expect(place.children.length).toBe(2);
});
