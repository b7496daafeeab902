import { describe, expect, it } from "vitest";
import { deviceName } from "./commands.ts";
import { delayMinutes } from "./schedule.ts";
import { withLink } from "./using.ts";

describe("a caption", () => {
  const url = "https://v.example/l/k3";
  it("takes the link where it says so", () => {
    expect(withLink("Read {link} now", url)).toBe(`Read ${url} now`);
  });
  it("takes it below where it names no place", () => {
    expect(withLink("Read this", url)).toBe(`Read this\n\n${url}`);
  });
});

describe("a device's name", () => {
  const agents: [agent: string, name: string][] = [
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36",
      "Chromium on Linux",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:153.0) Gecko/20100101 Firefox/153.0",
      "Firefox on macOS",
    ],
    ["", "unknown on unknown"],
  ];
  it.each(agents)("%s", (agent, name) => {
    expect(deviceName(agent)).toBe(name);
  });
});

describe("the next quiet exchange", () => {
  const synced = (next_poll_s: number, failures = 0, until_ms = 0) => ({
    next_poll_s,
    wait: { failures, until_ms, asked: false },
  });
  it("is when the server said, and never sooner than the browser allows", () => {
    expect(delayMinutes(synced(270), 0)).toBe(4.5);
    expect(delayMinutes(synced(1), 0)).toBe(0.5);
  });
  it("is when the wait after a failure is over", () => {
    expect(delayMinutes(synced(300, 2, 160_000), 100_000)).toBe(1);
    expect(delayMinutes(synced(300, 2, 90_000), 100_000)).toBe(0.5);
  });
  it("comes, even where the clock was set back by a year", () => {
    expect(delayMinutes(synced(300, 2, 31_536_000_000), 0)).toBe(75);
  });
});
