import { describe, expect, it } from "vitest";
import { type Out, Owed } from "./owed.ts";

const out = (id: string): Out => ({
  kind: "out",
  id,
  surface: "post",
  verdict: "clear",
  personal: false,
  checked: true,
  why: "",
  story: "",
  code: "",
});

describe("that a post went out", () => {
  it("is said to every new worker until one has kept it, in order", () => {
    const said: string[] = [];
    const owed = new Owed(({ id }) => said.push(id));
    owed.say(out("a"));
    owed.say(out("b"));
    owed.again();
    owed.kept("a");
    owed.again();
    owed.kept("b");
    owed.kept("unknown");
    owed.again();
    expect(said).toEqual(["a", "b", "a", "b", "b"]);
    expect(owed.any).toBe(false);
  });
});
