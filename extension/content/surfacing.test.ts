import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setSurfaces } from "../linkedin/current.ts";
import { composerAt } from "../linkedin/find.ts";
import { type Pushed, Surfacing } from "./surfacing.ts";

/** What the page said, and what it is answered. */
const said: unknown[] = [];
let answer: Pushed;
let changes = 0;

beforeEach(() => {
  said.length = 0;
  changes = 0;
  answer = { revision: 0, json: "" };
  const sendMessage = async (message: unknown) => {
    said.push(message);
    return { kind: "surfaces", ...answer };
  };
  vi.stubGlobal("chrome", { runtime: { sendMessage } });
  document.body.innerHTML = '<div class="room" contenteditable="true"></div>';
});

afterEach(() => {
  vi.unstubAllGlobals();
  setSurfaces(undefined);
  document.body.replaceChildren();
});

const open = (): Surfacing => new Surfacing(() => void changes++);
const isFound = (): boolean => composerAt(document.querySelector(".room")!) !== undefined;
const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const mend = JSON.stringify({
  format: 1,
  editors: { rich: ['[contenteditable="true"]'], like: [".room"] },
});

describe("what was pushed", () => {
  it("is asked for once somebody writes, and again only where they write in the unknown", async () => {
    const surfacing = open();
    answer = { revision: 3, json: mend };
    surfacing.onWriting(true);
    await answered();
    expect(isFound()).toBe(true);
    expect(changes).toBe(1);
    surfacing.onWriting(true);
    surfacing.onWriting(false);
    await answered();
    expect(said).toEqual([{ kind: "surfaces", revision: 0, refused: "" }]);
  });

  it("is taken once, and let go when nothing is pushed any more", () => {
    const surfacing = open();
    surfacing.take({ revision: 3, json: mend });
    surfacing.take({ revision: 3, json: mend });
    expect(changes).toBe(1);
    surfacing.take({ revision: 0, json: "" });
    expect(isFound()).toBe(false);
    expect(said).toEqual([]);
  });

  it.each([
    [
      "hostile",
      JSON.stringify({ format: 1, editors: { rich: [":has(*)"] } }),
      /editors\.rich\[0\]/,
    ],
    ["no JSON", "{", /object/],
  ])("falls back to what ships when it is %s, and says so", (_what, json, reason) => {
    const surfacing = open();
    surfacing.take({ revision: 3, json: mend });
    surfacing.take({ revision: 4, json });
    expect(isFound()).toBe(false);
    const refused: unknown = expect.stringMatching(reason);
    expect(said).toEqual([{ kind: "surfaces", revision: 4, refused }]);
  });
});
