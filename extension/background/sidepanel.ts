/** Chromium's side panel. Firefox has none; its sidebar is opened by the person alone. */
export const sidePanel: typeof chrome.sidePanel | undefined = chrome.sidePanel;
