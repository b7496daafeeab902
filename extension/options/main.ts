/** The settings as a page of their own: the same switches as in the panel. */

import { h } from "../panel/dom.ts";
import { banner, notices } from "../panel/head.ts";
import { openDesk } from "../panel/opening.ts";
import { type SettingsPart, settings } from "../panel/settings.ts";
import { slot } from "../panel/slot.ts";
import type { View } from "../wire/view.ts";
import { words } from "../words/words.ts";

const place = document.querySelector("main");
if (place !== null) open(place);

function open(place: HTMLElement): void {
  document.title = words("optionsTitle");
  const head = h("header", { class: "banner" });
  const notice = h("div", {});
  const body = h("div", { class: "stack", "data-testid": "settings" });
  const status = h("p", { class: "status", role: "status", "data-testid": "status" });
  const title = h("h1", { class: "said" }, words("optionsTitle"));
  place.append(title, head, h("h2", {}, words("chapterSettings")), notice, body, status);
  let draw: (view: View) => void = () => {};
  const { desk, watch } = openDesk(place, (view) => draw(view));
  const drawHead = slot(head, banner);
  const drawNotice = slot(notice, notices);
  const drawBody = slot(body, (part: SettingsPart) =>
    part.pairing === null || part.consent === null
      ? [h("p", { class: "empty" }, words("optionsUnpaired"))]
      : settings(desk, part),
  );
  draw = (view) => {
    const { settings, checker, notice, storage, rules, consent, pairing, managed } = view;
    drawHead(pairing?.workspace ?? "");
    drawNotice({ settings, checker, notice, storage, rules });
    drawBody({ consent, settings, pairing, managed, build: desk.build() });
  };
  watch(-1);
}
