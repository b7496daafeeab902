/** A tab whose page and whose frame both hold a composer. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { blankFinding } from "../wire/blank.ts";
import type { FromComposer } from "../wire/messages.ts";
import { report } from "../wire/shapes.ts";
import { perform } from "./commands.ts";
import { onComposer } from "./composers.ts";
import { openTestDesk } from "./desk.fixture.ts";
import type { Desk } from "./desk.ts";
import { onHeld } from "./held.ts";

const asked: unknown[] = [];
let badge = "";

beforeEach(() => {
  asked.length = 0;
  const setBadgeText = async ({ text }: { text: string }) => {
    badge = text;
  };
  const quiet = () => Promise.resolve();
  const action = {
    ...{ setBadgeText, setBadgeBackgroundColor: quiet, setBadgeTextColor: quiet },
    openPopup: quiet,
  };
  const sendMessage = async (_tab: number, message: { kind: string }, to: unknown) => {
    asked.push([message.kind, to]);
    return { ok: true, reason: "" };
  };
  const get = async () => ({ title: "", url: "" });
  vi.stubGlobal("chrome", { action, tabs: { sendMessage, get } });
});

afterEach(() => vi.unstubAllGlobals());

/** Finds the whole of a text wrong. */
const judging = async (text: string) => {
  const found = { ...blankFinding, rule: "acme.all", quote: text, end: text.length };
  return report({ verdict: "warn", protected: false, personal: false, findings: [found] });
};

/** A composer of one frame, as the worker knows it. */
class Frame {
  readonly heard: { kind: string; report?: { findings: { quote: string }[] } }[] = [];
  readonly #frame: number;
  #say: (message: FromComposer) => void = () => undefined;
  #go: () => void = () => undefined;

  constructor(desk: Desk, frame: number) {
    this.#frame = frame;
    const port = {
      sender: { tab: { id: 1, title: "", url: "" }, frameId: frame },
      postMessage: (message: { kind: string }) => this.heard.push(message),
      onMessage: {
        addListener: (hear: (message: FromComposer) => void) => {
          this.#say = hear;
        },
      },
      onDisconnect: {
        addListener: (go: () => void) => {
          this.#go = go;
        },
      },
    };
    onComposer(desk, port as unknown as chrome.runtime.Port);
  }

  /** What the reports to this frame were about. */
  get judged(): string[] {
    return this.heard.flatMap((each) => each.report?.findings.map(({ quote }) => quote) ?? []);
  }

  /** The number is that of the frame's draft: both count from 1. */
  async write(text: string): Promise<void> {
    this.#say({ kind: "focus", surface: this.#frame === 0 ? "post" : "message" });
    const before = this.judged.length;
    const surface = this.#frame === 0 ? "post" : "message";
    this.#say({ kind: "draft", seq: 1, text, surface, static: false });
    await vi.waitFor(() => expect(this.judged.length).toBeGreaterThan(before));
  }

  say(message: FromComposer): void {
    this.#say(message);
  }

  go(): void {
    this.#go();
  }
}

async function written() {
  const desk = await openTestDesk({ report: judging });
  const page = new Frame(desk, 0);
  const frame = new Frame(desk, 7);
  await page.write("a post");
  await frame.write("a message");
  return { desk, page, frame };
}

const inFront = (desk: Desk): string => desk.tabs.of(1).view.report?.findings[0]?.quote ?? "";

describe("a tab's page and its frame", () => {
  it("each hear of their own drafts alone", async () => {
    const { page, frame } = await written();
    expect([page.judged, frame.judged]).toEqual([["a post"], ["a message"]]);
  });

  it("are shown by turns: the one that the person turned to last", async () => {
    const { desk, page } = await written();
    expect(inFront(desk)).toBe("a message");
    page.say({ kind: "focus", surface: "post" });
    expect(inFront(desk)).toBe("a post");
    await vi.waitFor(() => expect(badge).toBe("1"));
  });

  it("are asked where the panel speaks of", async () => {
    const { desk, page } = await written();
    const show = { kind: "show", tab: 1, seq: 1, finding: 0 } as const;
    await perform(desk, show);
    page.say({ kind: "focus", surface: "post" });
    await perform(desk, show);
    expect(asked).toEqual([
      ["show", { frameId: 7 }],
      ["show", { frameId: 0 }],
    ]);
  });

  it("bring a reason for what they hold", async () => {
    const { desk } = await written();
    const sender = { tab: { id: 1 }, frameId: 0 } as chrome.runtime.MessageSender;
    onHeld(desk, sender, { kind: "held", cause: "block" });
    expect(desk.tabs.of(1).view.held).toBe("block");
    expect(inFront(desk)).toBe("a post");
  });

  it.each([
    ["closes", (frame: Frame) => frame.say({ kind: "closed" })],
    ["goes with its frame", (frame: Frame) => frame.go()],
  ])("give way to each other: one %s", async (_how, end) => {
    const { desk, frame } = await written();
    end(frame);
    expect(inFront(desk)).toBe("a post");
  });
});

it("a worker that has just begun shows the composer that is there, or the last of several", async () => {
  const desk = await openTestDesk();
  desk.tabs.of(1);
  new Frame(desk, 7).say({ kind: "blur", surface: "message", last: false });
  expect(desk.tabs.of(1).view).toMatchObject({ state: "idle", surface: "message" });
  const page = new Frame(desk, 0);
  page.say({ kind: "blur", surface: "post", last: false });
  expect(desk.tabs.of(1).view.surface).toBe("message");
  page.say({ kind: "blur", surface: "post", last: true });
  expect(desk.tabs.of(1).view.surface).toBe("post");
  desk.tabs.drop(1);
  expect([...desk.tabs.all()]).toEqual([]);
});
