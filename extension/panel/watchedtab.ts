/** Which tab the page speaks of: the one in its address, else the one in front. */
export function watchTabs(onTab: (tab: number) => void): void {
  const named = Number.parseInt(new URLSearchParams(location.search).get("tab") ?? "", 10);
  if (Number.isSafeInteger(named)) {
    onTab(named);
    return;
  }
  const look = (): void => {
    chrome.tabs
      .query({ active: true, currentWindow: true })
      .then(([tab]) => onTab(tab?.id ?? -1))
      .catch(console.warn);
  };
  chrome.tabs.onActivated.addListener(look);
  look();
}
