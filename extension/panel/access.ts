/** LinkedIn's pages as a permission: the person gives it with the installation and may take it back. */
import { words } from "../words/words.ts";
import { type Child, h } from "./dom.ts";

const origins = ["https://www.linkedin.com/*"];

/** Tells whether Vouch may see LinkedIn's pages, now and whenever that changes. */
export function watchAccess(onAccess: (given: boolean) => void): void {
  const look = (): void => {
    chrome.permissions.contains({ origins }).then(onAccess, console.warn);
  };
  chrome.permissions.onAdded.addListener(look);
  chrome.permissions.onRemoved.addListener(look);
  look();
}

/** Nothing while all is well. */
export function accessPart(given: boolean): Child[] {
  if (given) return [];
  // Within the click: the browser asks for nothing later.
  const ask = (): void => {
    chrome.permissions.request({ origins }).catch(console.warn);
  };
  return [
    h("p", { class: "notice" }, words("accessMissing")),
    h(
      "button",
      { class: "primary", type: "button", "data-testid": "access", click: ask },
      words("accessAsk"),
    ),
  ];
}
