import { describe, expect, it } from "vitest";
import {
  changeBetween,
  edited,
  endsInLine,
  joined,
  move,
  type Replacement,
  rolled,
  trimmed,
  wholeLines,
} from "./spans.ts";

describe("changeBetween", () => {
  const cases: [before: string, after: string, start: number, end: number, length: number][] = [
    ["abc", "abc", 3, 3, 0],
    ["abc", "abXc", 2, 2, 1],
    ["abc", "ac", 1, 2, 0],
    ["aaa", "aaaa", 3, 3, 1],
    ["aaaa", "aaa", 3, 4, 0],
    ["", "new", 0, 0, 3],
    ["gone", "", 0, 4, 0],
    ["say this now", "say that now", 6, 8, 2],
  ];
  it.each(cases)("%j to %j", (before, after, start, end, length) => {
    const change = changeBetween(before, after);
    expect(change).toEqual({ start, end, length });
    const put = after.slice(change.start, change.start + change.length);
    expect(before.slice(0, change.start) + put + before.slice(change.end)).toBe(after);
  });
});

describe("move", () => {
  const text = "We promise guaranteed returns today";
  const span = { start: 11, end: 29 };
  const cases: [name: string, after: string, quote: string | undefined][] = [
    ["an edit before moves it", `Yes. ${text}`, "guaranteed returns"],
    ["a deletion before moves it back", text.replace("We ", ""), "guaranteed returns"],
    ["an edit after leaves it", `${text}!`, "guaranteed returns"],
    ["an edit inside drops it", text.replace("teed", "tied"), undefined],
    ["a word that grows at its end drops it", text.replace("returns", "returnsX"), undefined],
    ["a word that grows at its start drops it", text.replace("guar", "Xguar"), undefined],
    ["a letter of another plane drops it", text.replace("guar", "𝗫guar"), undefined],
    ["a space after it leaves it", text.replace("returns", "returns "), "guaranteed returns"],
    ["a full stop leaves it", text.replace("returns", "returns."), "guaranteed returns"],
    ["a quote before it leaves it", text.replace("guar", "“guar"), "guaranteed returns"],
    ["a word that it is pushed against drops it", text.replace("returns ", "returns"), undefined],
    ["its own deletion drops it", text.replace("guaranteed returns", ""), undefined],
    ["no edit leaves it", text, "guaranteed returns"],
  ];
  it.each(cases)("%s", (_name, after, quote) => {
    const moved = move(span, changeBetween(text, after), after);
    expect(moved && after.slice(moved.start, moved.end)).toBe(quote);
  });
});

describe("joined", () => {
  const at = (start: number, end: number, text: string) => ({ start, end, text });

  it("is one replacement that does what several do", () => {
    const moved = joined("praise, then mine. End", [at(13, 19, ""), at(0, 0, "mine.\n\n")]);
    expect(moved).toEqual(at(0, 19, "mine.\n\npraise, then "));
  });

  it("leaves a single one as it is", () => {
    expect(joined("a b c", [at(2, 3, "x")])).toEqual(at(2, 3, "x"));
  });

  it("refuses what overlaps, and nothing", () => {
    expect(joined("abc", [at(0, 2, ""), at(1, 3, "")])).toBeUndefined();
    expect(joined("abc", [])).toBeUndefined();
  });
});

describe("trimmed", () => {
  const at = (start: number, end: number, text: string) => ({ start, end, text });
  const cases: [name: string, text: string, edit: Replacement, least: Replacement][] = [
    ["leaves what is the same", "is and so", at(2, 6, " AND"), at(3, 6, "AND")],
    ["leaves its end", "a buy now!", at(2, 10, "see now!"), at(2, 5, "see")],
    ["is nothing where nothing changes", "same", at(0, 4, "same"), at(4, 4, "")],
    ["cuts no character", "𝗔 b", at(0, 2, "𝗕"), at(0, 2, "𝗕")],
  ];
  it.each(cases)("%s", (_name, text, edit, least) => {
    expect(trimmed(text, edit)).toEqual(least);
  });
});

describe("whole lines", () => {
  const text = "One.\nTwo.\n\nThree.";
  const edit = (start: number, end: number, put = ""): Replacement => ({ start, end, text: put });

  it.each([
    ["a line with the newline behind it", edit(5, 10), edit(4, 9)],
    ["an empty line", edit(10, 11), edit(9, 10)],
    ["the first line, which has none before it", edit(0, 5), edit(0, 5)],
    ["words", edit(5, 8), edit(5, 8)],
    ["what is replaced", edit(5, 10, "2 "), edit(5, 10, "2 ")],
  ])("%s", (_name, given, wanted) => {
    expect(rolled(text, given)).toEqual(wanted);
    expect(edited(text, [rolled(text, given)])).toBe(edited(text, [given]));
  });

  it("are what an edit touches, and where it ends", () => {
    expect(wholeLines(text, edit(6, 7, "x"))).toEqual(edit(5, 9, "Txo."));
    expect(wholeLines(text, edit(0, 5))).toEqual(edit(0, 9, "Two."));
    expect(wholeLines(text, edit(3, 13, "+"))).toEqual(edit(0, 17, "One+ree."));
    expect([edit(0, 5), edit(0, 4), edit(5, 5)].map((each) => endsInLine(text, each))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("are edited from the last to the first", () => {
    expect(edited(text, [edit(0, 3, "1"), edit(5, 8, "22")])).toBe("1.\n22.\n\nThree.");
  });
});
