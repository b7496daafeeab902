/**
 * Typing into a draft of 3,000 characters, with the extension and without it: the main thread's
 * work for each keystroke, and the time from a keystroke to the underline.
 */
import type { CDPSession, Page } from "playwright-core";
import type { Composer } from "../e2e/composer.ts";
import { openPlain } from "../e2e/plain.ts";
import { Scene } from "../e2e/scene.ts";
import { tell } from "./task.ts";
import { percentile } from "./turns.ts";

const keystrokes = 200; // two beyond the 99th percentile
const rounds = 20;
/** LinkedIn's limit, less what is typed here. */
const length = 3000 - keystrokes;
const words = "Guaranteed 8% returns";

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"];

interface Work {
  /** All tasks of the main thread, milliseconds. */
  readonly thread: readonly number[];
  /** Scripts of the extension in it; nothing on a page without one. */
  readonly own: readonly number[];
}

const scene = await Scene.paired();
const ours = (await scene.writing("classic")).composer;
const plain = await openPlain(scene.fixture.port);

const work = { ours: await typed(ours), plain: await typed(plain.composer) };
const paint: number[] = [];
const frame: number[] = [];
for (let round = 0; round < rounds; round++) {
  paint.push(await paintedAfter(ours));
  frame.push(await drawnAfter(plain.composer));
}
await plain.close();
await scene.end();

const spread = (all: readonly number[]) => ({
  p50: percentile(all, 0.5),
  p99: percentile(all, 0.99),
});
tell({
  thread: spread(work.ours.thread),
  own: spread(work.ours.own),
  plain: spread(work.plain.thread),
  paint: spread(paint),
  frame: spread(frame),
});

/** Fills the editor and types on, one key at a time, the page at rest in between. */
async function typed(composer: Composer): Promise<Work> {
  const { page } = composer;
  await page.bringToFront();
  await composer.editor.focus();
  const sentence = "Our team at Acme runs AcmeX in Oslo, and I like it. ";
  await page.keyboard.insertText(
    sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length),
  );
  await page.keyboard.type("so we are. "); // everything is loaded and warm
  await settled(page);
  const cdp = await page.context().newCDPSession(page);
  const events = await traced(cdp, async () => {
    for (let key = 0; key < keystrokes; key++) {
      await page.keyboard.press(key % 6 === 5 ? "Space" : "e");
      await settled(page);
    }
  });
  await composer.clear();
  return workOf(events);
}

/** Two frames later what the keystroke set off has been drawn; then whatever is idle has run. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => requestIdleCallback(() => resolve(undefined))),
        ),
      ),
  );
}

interface Traced {
  readonly name: string;
  readonly ph: string;
  readonly ts: number; // microseconds
  readonly dur?: number;
  readonly tid: number;
  readonly args: { readonly data?: { readonly type?: string; readonly url?: string } };
}

async function traced(cdp: CDPSession, run: () => Promise<void>): Promise<Traced[]> {
  const events: Traced[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Traced[])));
  const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: categories },
  });
  await run();
  await cdp.send("Tracing.end");
  await complete;
  return events;
}

/** What the thread that hears the keys did from one key to the next. */
function workOf(events: readonly Traced[]): Work {
  const keys = events.filter(
    (each) => each.name === "EventDispatch" && each.args.data?.type === "keydown",
  );
  const thread = keys[0]?.tid;
  const here = events.filter((each) => each.tid === thread && each.ph === "X");
  const starts = keys.map((each) => each.ts).sort((a, b) => a - b);
  const sums = (chosen: readonly Traced[]): number[] => {
    const all = starts.map(() => 0);
    for (const each of chosen) {
      const at = starts.findLastIndex((start) => start <= each.ts + (each.dur ?? 0));
      if (at >= 0) all[at] = (all[at] ?? 0) + (each.dur ?? 0) / 1000;
    }
    return all.slice(0, -1);
  };
  const own = (each: Traced): boolean =>
    each.args.data?.url?.startsWith("chrome-extension:") ?? false;
  return {
    thread: sums(here.filter((each) => each.name === "RunTask")),
    own: sums(here.filter((each) => each.name === "FunctionCall" && own(each))),
  };
}

/** Milliseconds from the input of a promise to its underline. */
async function paintedAfter(composer: Composer): Promise<number> {
  const { page } = composer;
  await fill(composer);
  await settled(page);
  await composer.waitUnpainted();
  await page.evaluate(watch, true);
  await page.keyboard.insertText(words);
  return page.evaluate(() => (window as unknown as Watched).seen);
}

/** Milliseconds from the same input to the page's next frame. */
async function drawnAfter(composer: Composer): Promise<number> {
  const { page } = composer;
  await fill(composer);
  await settled(page);
  await page.evaluate(watch, false);
  await page.keyboard.insertText(words);
  return page.evaluate(() => (window as unknown as Watched).seen);
}

async function fill(composer: Composer): Promise<void> {
  await composer.page.bringToFront();
  await composer.clear();
  const sentence = "We live in Oslo and like it. ";
  await composer.page.keyboard.insertText(sentence.repeat(Math.floor(length / sentence.length)));
}

interface Watched {
  seen: Promise<number>;
}

/** From the next input to the frame after it or, where that is waited for, after the first mark. */
function watch(marks: boolean): void {
  const seen = new Promise<number>((resolve) => {
    const onInput = (): void => {
      const began = performance.now();
      const look = (): void => {
        const ranges = [...CSS.highlights.values()].flatMap((each) => [...each]);
        if (marks && !ranges.some((range) => String(range) !== "")) requestAnimationFrame(look);
        else resolve(performance.now() - began);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("input", onInput, { capture: true, once: true });
  });
  Object.assign(window, { seen });
}
