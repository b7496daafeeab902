/** The Chromium of this machine, and how tests start it: quiet, and with every name led to a local port. */
import { existsSync } from "node:fs";
import type { chromium } from "playwright-core";

const chromiums = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that is installed here. */
export function executable(): string {
  const found = chromiums.find(existsSync);
  if (found === undefined) throw new Error("no Chromium here: scripts/setup installs it");
  return found;
}

/** The first rule that fits counts. */
function hostRules(port: number, hosts: Readonly<Record<string, number>>): string {
  const named = Object.entries(hosts).map(([name, at]) => `MAP ${name} 127.0.0.1:${at}`);
  return [...named, `MAP * 127.0.0.1:${port}`, "EXCLUDE 127.0.0.1"].join(", ");
}

/** How the browser is started; with no extension where none is named. */
export function options(
  port: number,
  extension?: string,
  hosts: Readonly<Record<string, number>> = {},
): Parameters<typeof chromium.launchPersistentContext>[1] {
  const extensions =
    extension === undefined
      ? ["--disable-extensions"]
      : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  return {
    executablePath: executable(),
    headless: true,
    ignoreHTTPSErrors: true,
    viewport: { width: 1100, height: 800 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...extensions,
      `--host-resolver-rules=${hostRules(port, hosts)}`,
      "--ignore-certificate-errors",
    ],
  };
}
