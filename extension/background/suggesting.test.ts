import { expect, it } from "vitest";
import { suggestion } from "../wire/shapes.ts";
import { openTestDesk } from "./desk.fixture.ts";
import { suggestFor } from "./suggesting.ts";

const story = {
  ...{
    id: "s1",
    title: "Oslo",
    text: "We moved. Acme Cloud has 40 people in Oslo.",
    destination: "",
  },
  ...{ captions: ["One {link}", "Another {link}"], published_ms: 1 },
};
const found = suggestion({ story, score: 1, reasons: ["Mentions Oslo, as this page does"] });

it("offers several captions, the reasons, and what a story has to tell", async () => {
  const asked: string[][] = [];
  const suggest = async (page: string, draft: string) => {
    asked.push([page, draft]);
    return [found];
  };
  const desk = await openTestDesk({ suggest });
  const tab = desk.tabs.of(1);
  Object.assign(tab, { page: "Oslo", draft: "cloud" });
  await suggestFor(desk, tab);
  expect(asked).toEqual([["Oslo", "cloud"]]);
  expect(tab.view.suggestions[0]).toMatchObject({
    story: { captions: story.captions },
    reasons: ["Mentions Oslo, as this page does"],
    facts: ["Acme Cloud has 40 people in Oslo."],
  });
});

it("knows nothing of the page before the person allowed reading", async () => {
  const asked: string[][] = [];
  const suggest = async (page: string, draft: string) => {
    asked.push([page, draft]);
    return [];
  };
  const desk = await openTestDesk({ suggest });
  await desk.store.consent.set(null);
  desk.tabs.of(1).page = "Oslo";
  await suggestFor(desk, desk.tabs.of(1));
  expect(asked.flat().join("")).toBe("");
});
