/** What follows when a stream says that something is out. */
import type { Out } from "../courier/exchange.ts";
import type { Desk } from "./desk.ts";
import { bring, news } from "./news.ts";

/**
 * What stands around a bundle (settings, points) is asked for later, each device at its own moment:
 * a stream tells thousands at once, and none of them needs it now.
 */
const spreadMs = 60_000;

/** Hears of revisions: fetches them at once, and makes an exchange within a minute. */
export function openRevisions(desk: () => Desk): (out: Out) => Promise<void> {
  let waiting = false;
  const askLater = (): void => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      news(desk(), "now").catch(console.error);
    }, desk().clock.random() * spreadMs);
  };
  return async (out) => {
    const { all, ...changed } = await desk().exchange.fetch(out);
    if (!all) return news(desk(), "now");
    if (!changed.rules && !changed.library && !changed.surfaces) return;
    await bring(desk(), changed);
    askLater();
  };
}
