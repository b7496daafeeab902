/** The way from the popup to the whole panel. */

/** Firefox has a sidebar, and lets a press in our own popup open it. */
interface Sidebar {
  open?(): Promise<void>;
}

/** Where no sidebar can be opened, the panel opens as a page and watches the tab named. */
export function openWhole(tab: number): void {
  const { sidebarAction } = chrome as { sidebarAction?: Sidebar };
  const asPage = (): Promise<unknown> =>
    chrome.tabs.create({ url: chrome.runtime.getURL(`panel.html?tab=${tab}`) });
  const opened = sidebarAction?.open?.().catch(asPage) ?? asPage();
  opened.then(() => window.close(), console.warn);
}
