import { describe, expect, it } from "vitest";
import { command } from "./commands.ts";
import { fromComposer, heldMessage, toComposer } from "./messages.ts";
import { attempt, Malformed, object, text } from "./parse.ts";

describe("messages", () => {
  const good: [parse: (raw: unknown) => unknown, raw: unknown][] = [
    [fromComposer, { kind: "draft", seq: 1, text: "Hi", surface: "post", static: false }],
    [fromComposer, { kind: "beat" }],
    [heldMessage, { kind: "held", cause: "block" }],
    [toComposer, { kind: "failed", seq: 3, reason: "no rules" }],
    [command, { kind: "pair", server: "https://vouch.example", code: "BCDF-GHJK" }],
  ];
  it.each(good)("are read as they were said", (parse, raw) => {
    expect(parse(raw)).toEqual(raw);
  });

  const bad: [parse: (raw: unknown) => unknown, raw: unknown, path: string][] = [
    [fromComposer, { kind: "draft", seq: "1", text: "Hi", surface: "post" }, "seq"],
    [fromComposer, { kind: "draft", seq: 1, text: "Hi", surface: "diary" }, "surface"],
    [fromComposer, { kind: "constructor" }, "kind"],
    [fromComposer, null, "data"],
    [fromComposer, ["draft"], "data"],
    [heldMessage, { kind: "held", cause: "mood" }, "cause"],
    [command, { kind: "use", tab: Number.NaN, story: "s", caption: 0 }, "tab"],
  ];
  it.each(bad)("of another shape are refused by their path", (parse, raw, path) => {
    expect(() => parse(raw)).toThrow(Malformed);
    expect(() => parse(raw)).toThrow(path);
  });

  it("never quote the data they refuse", () => {
    const raw = { kind: "draft", seq: 1, text: { marker: "secret words" }, surface: "post" };
    expect(() => fromComposer(raw)).not.toThrow("secret words");
  });

  it("drop keys they do not know", () => {
    expect(object({ a: text })({ a: "x", b: "y" })).toEqual({ a: "x" });
  });

  it("are undefined to those who merely try", () => {
    expect(attempt(text, 5)).toBeUndefined();
  });
});
