import { refuse } from "../wire/messages.ts";
import type { View } from "../wire/view.ts";
import type { Desk } from "./desk.ts";
import { openPageLink } from "./link.ts";
import { openPage } from "./page.ts";
import { empty } from "./view.ts";
import { watchTabs } from "./watchedtab.ts";

const place = document.querySelector("main");
if (place !== null) open(place);

function open(place: HTMLElement): void {
  let view = empty;
  let tab = -1;
  const desk: Desk = {
    view: () => view,
    tab: () => tab,
    now: () => Date.now(),
    say: speaker(place),
    ask: (command) => link.run(command).catch(() => refuse("Vouch did not answer. Try again.")),
    async run(command, words = "") {
      const outcome = await desk.ask(command);
      desk.say(outcome.ok ? words : outcome.reason);
      return outcome;
    },
  };
  const draw = openPage(place, desk);
  const show = (next: View): void => {
    view = next;
    draw(view);
  };
  const link = openPageLink(show);
  watchTabs((next) => {
    tab = next;
    link.watch(next);
  });
  // Ages grow while nothing else changes.
  setInterval(() => draw(view), 60_000);
}

/** Long enough to be read twice; then it would only hide what stands under it. */
const saidMs = 8000;

/** Says words anew even when they are the same as last time. */
function speaker(place: HTMLElement): (words: string) => void {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const say = (words: string): void => {
    const status = place.querySelector('[role="status"]');
    if (status !== null) status.textContent = words;
    clearTimeout(silence);
    if (words !== "") silence = setTimeout(() => say(""), saidMs);
  };
  return say;
}
