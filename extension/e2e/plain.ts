/** The stand-in for LinkedIn in the same browser without any extension. */
import { type Browser, chromium } from "playwright-core";
import { executable } from "./browser.ts";
import { Composer } from "./composer.ts";

export interface Plain {
  readonly browser: Browser;
  readonly composer: Composer;
}

/** The caller closes the browser. */
export async function openPlain(fixturePort: number): Promise<Plain> {
  const browser = await chromium.launch({
    executablePath: executable(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      `--host-resolver-rules=MAP * 127.0.0.1:${fixturePort}, EXCLUDE 127.0.0.1`,
    ],
  });
  const viewport = { width: 1100, height: 800 };
  const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport });
  await page.goto(Composer.addressOf("classic", ""));
  const composer = new Composer(page, "classic");
  await composer.open();
  return { browser, composer };
}
