/** What each of our pages begins with: the worker's view, a place for what is said, the language. */
import type { View } from "../wire/view.ts";
import { words } from "../words/words.ts";
import { type Build, readBuild } from "./about.ts";
import type { Desk } from "./desk.ts";
import { openPageLink, type PageLink } from "./link.ts";
import { speaker } from "./speaking.ts";
import { empty } from "./view.ts";

export interface OpenPage {
  readonly desk: Desk;
  watch(tab: number): void;
}

/** `draw` is called with every view, and again when nothing but the build became known. */
export function openDesk(place: HTMLElement, draw: (view: View) => void): OpenPage {
  document.documentElement.lang = words("language");
  const held = { view: empty, tab: -1, known: false };
  let build: Build | undefined;
  const link: PageLink = openPageLink((next) => {
    held.view = next;
    held.known = true;
    draw(next);
  });
  const desk: Desk = {
    view: () => held.view,
    tab: () => held.tab,
    now: () => Date.now(),
    build: () => build,
    say: speaker(place),
    ask: link.run,
    rulebook: link.rulebook,
    async run(command, done = "") {
      const outcome = await link.run(command);
      desk.say(outcome.ok ? done : outcome.reason);
      return outcome;
    },
  };
  void readBuild().then((known) => {
    build = known;
    if (held.known) draw(held.view);
  });
  const watch = (tab: number): void => {
    held.tab = tab;
    link.watch(tab);
  };
  return { desk, watch };
}
