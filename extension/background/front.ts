/**
 * Which of a tab's composers the panel and the badge speak of: the one that the person turned to
 * last, be it in the page or in a frame of it.
 */
import { badge } from "./badge.ts";
import type { Desk } from "./desk.ts";
import type { Tab } from "./tab.ts";
import { waivedKeys } from "./waivers.ts";

export function turnTo(desk: Desk, tab: Tab): void {
  changeFront(desk, tab, () => desk.tabs.turnTo(tab));
}

/** Its composer has closed: another that stands open in the tab is shown, if there is one. */
export function giveWay(desk: Desk, tab: Tab): void {
  changeFront(desk, tab, () => desk.tabs.giveWay(tab));
}

/** Its frame has gone, and its composer with it. */
export function leave(desk: Desk, tab: Tab): void {
  changeFront(desk, tab, () => desk.tabs.leave(tab));
}

function changeFront(desk: Desk, { id }: Tab, change: () => void): void {
  const before = desk.tabs.of(id);
  change();
  const front = desk.tabs.of(id);
  if (front === before) return;
  desk.publishTab(front);
  waivedKeys(desk.store, desk.clock.now())
    .then((waived) => badge(desk.tabs, front, waived))
    .catch(console.error);
}
