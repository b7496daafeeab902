/** What is painted against what was judged: for tests of how underlines follow a person's writing. */
import type { Page } from "playwright-core";
import type { Composer, Place } from "./composer.ts";
import type { Panel } from "./panel.ts";
import type { Scene } from "./scene.ts";
import { until } from "./wait.ts";

/** The words underlined now, in the order in which they stand in the editor. */
export async function underlined(composer: Composer): Promise<string[]> {
  return composer.page.evaluate(() => {
    const ranges = [...CSS.highlights.values()].flatMap((each) => [...each] as Range[]);
    const sorted = ranges.toSorted(
      (a, b) =>
        a.compareBoundaryPoints(Range.START_TO_START, b) ||
        a.compareBoundaryPoints(Range.END_TO_END, b),
    );
    return sorted.map(String);
  });
}

interface Judged {
  readonly text: number; // UTF-16 units judged up to here, at least
  readonly quotes: readonly string[];
}

/** The quotes of the last report, once for each severity and place, in the same order. */
export async function judged(panel: Panel, tab: number): Promise<Judged | undefined> {
  return panel.page.evaluate(
    (id) =>
      new Promise<Judged | undefined>((resolve) => {
        const port = chrome.runtime.connect({ name: "panel" });
        port.onMessage.addListener((message: unknown) => {
          const { view } = message as Shown;
          if (view?.tab == null) return;
          port.disconnect();
          resolve(
            view.tab.state === "checked" && view.tab.report ? told(view.tab.report) : undefined,
          );
        });
        port.postMessage({ kind: "watch", tab: id });

        function told({ findings }: Report): Judged {
          const places = new Map(
            findings
              .filter((each) => each.end > each.start)
              .map((each) => [`${each.severity} ${each.start} ${each.end}`, each]),
          );
          const sorted = [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
          return {
            text: Math.max(0, ...sorted.map((each) => each.end)),
            quotes: sorted.map((each) => each.quote),
          };
        }
      }),
    tab,
  );
}

interface Report {
  readonly findings: readonly {
    severity: string;
    start: number;
    end: number;
    quote: string;
  }[];
}

interface Shown {
  readonly view?: { readonly tab: { state: string; report: Report | null } | null };
}

/** Waits until exactly the judged words are underlined, each where it stands. */
export async function waitInStep(composer: Composer, panel: Panel, tab: number): Promise<void> {
  let last = "";
  await until("what is underlined to be what was judged", async () => {
    const quotes = (await judged(panel, tab))?.quotes.map(plain);
    const seen = (await underlined(composer)).map(plain);
    if ((await composer.text()).trim() === "") return seen.length === 0;
    last = `judged ${JSON.stringify(quotes)}, underlined ${JSON.stringify(seen)}`;
    return quotes !== undefined && quotes.join("|") === seen.join("|");
  }).catch(async (cause: unknown) => {
    throw new Error(`${String(cause)}: ${last} in ${JSON.stringify(await composer.text())}`);
  });
}

/** A range spells neither the newline between blocks nor what an editor hides. */
const plain = (words: string): string =>
  words.replaceAll(/[\n\u200b\ufeff]/g, "").replaceAll("\u00a0", " ");

/**
 * From now on every frame is looked at as it is about to be painted: in how many these words were not
 * underlined. Sizes are observed behind all that a frame runs and before it is painted, so an element
 * that changes its size in each frame tells of each.
 */
export async function watchFlicker(page: Page, words: string): Promise<() => Promise<number>> {
  await page.evaluate((words) => {
    const painted = (): string[] =>
      [...CSS.highlights.values()].flatMap((each) => [...each]).map(String);
    const told = { frames: 0, without: 0 };
    Object.assign(window, { told });
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.cssText = "position: fixed; height: 1px";
    new ResizeObserver(() => {
      told.frames += 1;
      if (!painted().includes(words)) told.without += 1;
    }).observe(probe);
    const look = (): void => {
      probe.style.width = `${1 + (told.frames % 2)}px`;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, words);
  return async () => {
    const told = await page.evaluate(
      () => (window as unknown as { told: { frames: number; without: number } }).told,
    );
    if (told.frames === 0) throw new Error("no frame was looked at");
    return told.without;
  };
}

/** A place with its panel, and the number of its tab. */
export async function open(scene: Scene, place: Place): Promise<Desk> {
  const { composer, panel } = await scene.writing(place);
  const tab = Number(new URL(panel.page.url()).searchParams.get("tab"));
  return { composer, panel, inStep: () => waitInStep(composer, panel, tab) };
}

export interface Desk {
  readonly composer: Composer;
  readonly panel: Panel;
  inStep(): Promise<void>;
}

/** A tab is found by its address: none may be left over for the next test. */
export async function closePages(scene: Scene): Promise<void> {
  const [first, ...others] = scene.browser.context.pages();
  await first?.goto("about:blank");
  for (const page of others) await page.close();
}

/** A scene in which every surface may be read. */
export async function everywhere(scene: Scene): Promise<Scene> {
  const panel = await scene.panel();
  for (const name of ["comments", "messages"]) await panel.set(name, true);
  await panel.page.close();
  return scene;
}
