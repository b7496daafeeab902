/** The stand-in for LinkedIn in the same browser without any extension. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { options } from "./chromium.ts";
import { Composer } from "./composer.ts";

export interface Plain {
  /** In the browser's only tab. */
  readonly composer: Composer;
  close(): Promise<void>;
}

export async function openPlain(fixturePort: number): Promise<Plain> {
  const profile = await mkdtemp(join(tmpdir(), "vouch-plain-"));
  const context = await chromium.launchPersistentContext(profile, options(fixturePort));
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(Composer.addressOf("classic", ""));
  const composer = new Composer(page, "classic");
  await composer.open();
  return {
    composer,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
