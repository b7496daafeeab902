/** How the person wants to stand on boards: a fact like others, so that it also works offline. */
import { maxAlias } from "../wire/commands.ts";
import { done, type Outcome, refuse } from "../wire/messages.ts";
import type { Appearance } from "../wire/standing.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { emptyFact } from "./facts.ts";
import { news } from "./news.ts";

export async function chooseBoard(desk: Desk, as: Appearance, given: string): Promise<Outcome> {
  const alias = as === "alias" ? given.split(/\s+/).filter(Boolean).join(" ") : "";
  if (as === "alias" && (alias === "" || [...alias].length > maxAlias)) {
    return refuse(words("workerAlias", maxAlias));
  }
  await desk.store.outbox.add({ ...emptyFact("shown", desk.clock), as, alias });
  // Shown at once, also without a net; the server's next answer says how it stands.
  await desk.store.standing.update((before) =>
    before?.board ? { ...before, board: { ...before.board, as, alias } } : before,
  );
  desk.publish();
  news(desk, "now").catch(console.error);
  return done;
}
