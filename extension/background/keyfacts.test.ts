import { describe, expect, it } from "vitest";
import { keyFacts } from "./keyfacts.ts";

describe("the key facts of a story", () => {
  it("are the sentences with numbers and names, in their order", () => {
    const story =
      "We are glad. Acme Cloud opened in Oslo. It is nice there. It runs on 100 % hydropower. " +
      "We like it. The 40 people of the Oslo office moved in May.";
    expect(keyFacts(story)).toEqual([
      "Acme Cloud opened in Oslo.",
      "It runs on 100 % hydropower.",
      "The 40 people of the Oslo office moved in May.",
    ]);
  });
  it("are never cut, and none of a text without sentences", () => {
    expect(keyFacts(`${"long ".repeat(60)}words. Short words stand.`)).toEqual([
      "Short words stand.",
    ]);
    expect(keyFacts("")).toEqual([]);
    expect(keyFacts("***\n#one")).toEqual([]);
  });
});
