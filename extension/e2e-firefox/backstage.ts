/**
 * A page of the extension that runs nothing of it: from here a test reaches the sidebar, which is
 * no tab that the driver knows, and sees what is stored without waking the event page.
 */
import type { Page } from "puppeteer-core";

const hourMs = 3_600_000;

export class Backstage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** How many facts of a kind no server has acknowledged. */
  async waiting(kind: string): Promise<number> {
    return this.page.evaluate(async (wanted) => {
      const stored = await chrome.storage.local.get<{ outbox?: { kind: string }[] }>("outbox");
      return (stored.outbox ?? []).filter((fact) => fact.kind === wanted).length;
    }, kind);
  }

  /** An hour passes: what was stored is an hour older, and the alarm that is set goes off. */
  async hour(): Promise<void> {
    await this.page.evaluate(async (ms) => {
      type Synced = { at_ms: number; wait: { until_ms: number } };
      const { synced } = await chrome.storage.local.get<{ synced: Synced }>("synced");
      const wait = { ...synced.wait, until_ms: synced.wait.until_ms - ms };
      await chrome.storage.local.set({ synced: { ...synced, at_ms: synced.at_ms - ms, wait } });
      const [alarm] = await chrome.alarms.getAll();
      if (alarm === undefined) throw new Error("no alarm is set");
      await chrome.alarms.create(alarm.name, { when: Date.now() });
    }, hourMs);
  }
}
