/** The side panel; in Firefox the sidebar. */
import type { View } from "../wire/view.ts";
import { accessPart, watchAccess } from "./access.ts";
import { h } from "./dom.ts";
import { openDesk } from "./opening.ts";
import { openPage } from "./page.ts";
import { slot } from "./slot.ts";
import { watchTabs } from "./watchedtab.ts";

/** Ages grow while nothing else changes. */
const ageMs = 60_000;

const place = document.querySelector("main");
if (place !== null) open(place);

function open(place: HTMLElement): void {
  let draw: (view: View) => void = () => {};
  const { desk, watch } = openDesk(place, (view) => draw(view));
  draw = openPage(place, desk);
  const access = h("section", { class: "stack", role: "status" });
  place.prepend(access);
  watchAccess(slot(access, accessPart));
  watchTabs(watch);
  setInterval(() => draw(desk.view()), ageMs);
}
