import { expect, test } from "vitest";
import { pageWords } from "./pagewords.ts";

const at = (path: string): string => `https://www.linkedin.com${path}`;

const pages: [title: string, url: string, about: string][] = [
  [
    "(3) Acme Cloud: Overview | LinkedIn",
    at("/company/acme-cloud/"),
    "Acme Cloud: Overview acme cloud",
  ],
  ["Feed | LinkedIn", at("/feed/"), ""],
  ["#hydropower | LinkedIn", at("/feed/hashtag/hydropower/?keywords=x"), "#hydropower hydropower"],
  ["Cloud weekly", at("/newsletters/cloud-weekly-6871234567890/"), "Cloud weekly cloud weekly"],
  ["(99+) Ada Advocate | LinkedIn", at("/in/ada-advocate/"), ""],
  ["Messaging | LinkedIn", at("/messaging/thread/2-abc/"), ""],
  ["something private | Search | LinkedIn", at("/search/results/all/?keywords=something"), ""],
  ["A page", "no address", "A page"],
  ["A page", at("/company/%E0%A4%A/"), "A page"],
];

test.each(pages)("%s at %s is about: %s", (title, url, about) => {
  expect(pageWords(title, url)).toBe(about);
});
