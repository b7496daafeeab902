/** What axe-core finds on a page as it is now, by the rules of WCAG 2.2 A and AA. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** Axe-core, to run where it is to look. */
export const source = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// A side panel is no document of its own to jump about in: it needs no landmark for each part.
export const how = {
  runOnly: { type: "tag", values: tags },
  rules: { region: { enabled: false } },
};

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

export interface Axe {
  run(where: Document, how: object): Promise<{ violations: Violation[] }>;
}

/** Each violation as lines to read; empty is clean. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run(document, given)).violations;
  }, how);
  return told(found);
}

/** Each as lines to read. */
export function told(found: readonly Violation[]): string[] {
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n${node.html}\n${node.failureSummary ?? ""}`),
  );
}

/** A look at a page: the scheme of colours, and how wide it is in CSS pixels. */
export interface Look {
  readonly scheme: "light" | "dark";
  readonly width: number;
}

/** Light and dark, as wide as panels are and as narrow as they get. */
export const looks: readonly Look[] = [
  { scheme: "light", width: 400 },
  { scheme: "dark", width: 320 },
];

/** What is wrong in any of the looks, each told with its look; the page is left in the last. */
export async function faults(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const { scheme, width } of looks) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const told = await violations(page);
    if (wider > 0) told.push(`scrolls sideways by ${wider} px`);
    all.push(...told.map((each) => `${scheme}, ${width} px: ${each}`));
  }
  return all;
}
