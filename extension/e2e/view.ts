/** What the worker shows of itself and of a tab, asked as a page of the extension asks it. */
import type { Page } from "playwright-core";
import type { TabView, View } from "../wire/view.ts";

/** What the worker shows now to a page that watches this tab. */
export function view(page: Page, tab: number): Promise<View> {
  return page.evaluate(
    (watched) =>
      new Promise<View>((resolve) => {
        const port = chrome.runtime.connect({ name: "panel" });
        port.onMessage.addListener((said: { kind: string; view: View }) => {
          if (said.kind !== "view") return;
          port.disconnect();
          resolve(said.view);
        });
        port.postMessage({ kind: "watch", tab: watched });
      }),
    tab,
  );
}

export async function tabView(page: Page, tab: number): Promise<TabView> {
  const shown = (await view(page, tab)).tab;
  if (shown === null) throw new Error("no tab is shown");
  return shown;
}
