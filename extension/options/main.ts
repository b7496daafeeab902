/** The settings as a page of their own: the same switches as in the panel. */

import type { Desk } from "../panel/desk.ts";
import { h, slot } from "../panel/dom.ts";
import { banner, notices } from "../panel/head.ts";
import { openPageLink } from "../panel/link.ts";
import { settings } from "../panel/settings.ts";
import { empty } from "../panel/view.ts";
import { refuse } from "../wire/messages.ts";
import type { View } from "../wire/view.ts";

const place = document.querySelector("main");
if (place !== null) open(place);

function open(place: HTMLElement): void {
  let view = empty;
  const status = h("p", { class: "status", role: "status", "data-testid": "status" });
  const head = h("header", { class: "banner" });
  const notice = h("div", {});
  const body = h("div", { class: "stack", "data-testid": "settings" });
  place.append(head, h("h1", {}, "Settings"), notice, body, status);
  const desk: Desk = {
    view: () => view,
    tab: () => -1,
    now: () => Date.now(),
    say: (words) => {
      status.textContent = words;
    },
    ask: (command) => link.run(command).catch(() => refuse("Vouch did not answer. Try again.")),
    async run(command, words = "Saved.") {
      const outcome = await desk.ask(command);
      desk.say(outcome.ok ? words : outcome.reason);
      return outcome;
    },
  };
  const drawHead = slot(head, banner);
  const drawNotice = slot(notice, notices);
  const drawBody = slot(body, (part: Pick<View, "consent" | "settings" | "pairing">) => {
    const unpaired = h("p", {}, "This browser is not paired yet. Open Vouch from the toolbar.");
    return part.pairing === null || part.consent === null ? [unpaired] : settings(desk, part);
  });
  const link = openPageLink((next) => {
    view = next;
    drawHead(view.pairing?.workspace ?? "");
    drawNotice({ settings: view.settings, checker: view.checker });
    drawBody({ consent: view.consent, settings: view.settings, pairing: view.pairing });
  });
  link.watch(-1);
}
