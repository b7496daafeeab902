import { afterEach, describe, expect, it } from "vitest";
import { speak } from "../fixtures/speaking.ts";
import { ago, civilDay, civilMonth, moment } from "./times.ts";
import { counted, locale, words } from "./words.ts";

afterEach(() => speak("en", "en-GB"));

describe("words", () => {
  it("have their places filled, numbers as the language writes them", () => {
    expect(words("teamRank", "Platform", 2, 1200)).toBe("Platform is number 2 of 1,200 teams.");
    speak("de", "de");
    expect(words("teamRank", "Platform", 2, 12000)).toBe("Platform ist Nummer 2 von 12.000 Teams.");
  });

  it("come in the form that fits the count", () => {
    expect([0, 1, 2].map((count) => counted("clicks", count))).toEqual([
      "0 clicks",
      "1 click",
      "2 clicks",
    ]);
    speak("de", "de");
    expect([1, 2].map((count) => counted("clicks", count))).toEqual(["1 Klick", "2 Klicks"]);
  });

  it("are written as the browser does, unless it speaks a language that we do not", () => {
    expect(locale()).toBe("en-GB");
    speak("en", "fr");
    expect(locale()).toBe("en");
  });
});

describe("times", () => {
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  const of = (...given: [number, number, number, number, number]): string =>
    moment(new Date(...given).getTime(), now);

  it("tell moments near and far", () => {
    expect(of(2026, 10, 21, 14, 2)).toBe("today 14:02");
    expect(of(2026, 10, 20, 23, 59)).toBe("yesterday 23:59");
    expect(of(2026, 10, 3, 9, 5)).toBe("3 Nov, 09:05");
    speak("de", "de");
    expect(of(2026, 10, 20, 23, 59)).toBe("gestern, 23:59");
  });

  it("tell ages", () => {
    expect([ago(0), ago(5 * 60_000), ago(3 * 3_600_000), ago(72 * 3_600_000)]).toEqual([
      "just now",
      "5 minutes ago",
      "3 hours ago",
      "3 days ago",
    ]);
  });

  it("tell days and months, and leave what is none", () => {
    expect([civilDay("2026-11-21"), civilDay("soon")]).toEqual(["21 Nov 2026", "soon"]);
    expect([civilMonth("2026-11"), civilMonth("once")]).toEqual(["November", "once"]);
  });
});
