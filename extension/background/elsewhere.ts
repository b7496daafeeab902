/**
 * A server on another machine than this one. The browser's leave to reach it is asked for on the
 * Pair click, in the page; here it is made use of, and given back when nothing needs it any more.
 */
const practice = "practice";

/** Match patterns know no ports: every port of the host is meant. Undefined is built in. */
function hostOf(server: string): string | undefined {
  const { protocol, hostname } = new URL(server);
  if (protocol === "http:" && hostname === "127.0.0.1") return undefined;
  return `${protocol}//${hostname}/`;
}

/** Lets the content script into the practice page of this server, and of no other. */
export async function registerPractice(server: string): Promise<void> {
  await unregisterPractice();
  const host = hostOf(server);
  if (host === undefined) return;
  const matches = [`${host}practice*`];
  const js = ["content.js"];
  await chrome.scripting.registerContentScripts([
    { id: practice, matches, js, runAt: "document_start" },
  ]);
}

export async function unregisterPractice(): Promise<void> {
  const known = await chrome.scripting.getRegisteredContentScripts({ ids: [practice] });
  if (known.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [practice] });
}

/** Gives the leave back, unless it is that of the server in use. */
export async function giveBack(server: string, inUse?: string): Promise<void> {
  const host = hostOf(server);
  if (host === undefined || (inUse !== undefined && hostOf(inUse) === host)) return;
  // What a policy granted stays, and the browser says so by an error.
  await chrome.permissions.remove({ origins: [`${host}*`] }).catch(console.warn);
}
