/** What pages of LinkedIn ask of the worker without a composer, and are answered. */
import type { SurfacesMessage } from "../wire/messages.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { news } from "./news.ts";
import { type Pushed, pushed } from "./surfacing.ts";

/**
 * Answers a page that asks. Where the person writes in what nobody knows, a mend may be out: then
 * it is fetched, and told to every page like any other.
 */
export async function answerPage(desk: Desk, { refused }: SurfacesMessage): Promise<Pushed> {
  if (refused !== "") {
    desk.trouble.said = words("workerSurfaces", refused);
    desk.publish();
  } else if ((await desk.store.pairing.get()) !== null) {
    news(desk, "if stale").catch(console.error);
  }
  return pushed(desk.store);
}
