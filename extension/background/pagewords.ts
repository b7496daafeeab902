/**
 * What a page is about, from its title and address alone: that is all of a page that suggestions
 * know. Of pages about people, of messages and of searches nothing is taken.
 */
const aboutPeople = /^\/(in|messaging|search|mynetwork|notifications|posts|my-items)(\/|$)/;

/** Addresses of LinkedIn whose next part is words: a company, a tag, a newsletter. */
const named = /^\/(?:company|showcase|school|feed\/hashtag|newsletters|events)\/([^/]+)/;

/** What LinkedIn calls its own pages. */
const ownNames = /^(feed|home|linkedin|activity|jobs|post)$/i;

export function pageWords(title: string, url: string): string {
  const path = pathOf(url);
  if (aboutPeople.test(path)) return "";
  return [words(title), inAddress(path)].filter(Boolean).join(" ");
}

/** The page may have changed under its composer: these pages navigate without loading. */
export async function lookAround(tab: { readonly id: number; page: string }): Promise<void> {
  try {
    const { title, url } = await chrome.tabs.get(tab.id);
    tab.page = pageWords(title ?? "", url ?? "");
  } catch {
    // It has closed since.
  }
}

/** "(3) Acme Cloud: Overview | LinkedIn" is about "Acme Cloud: Overview". */
function words(title: string): string {
  const bare = title.replace(/^\(\d+\+?\)\s*/, "").replace(/\s*\|\s*LinkedIn$/, "");
  return ownNames.test(bare) ? "" : bare;
}

function inAddress(path: string): string {
  const part = named.exec(path)?.[1] ?? "";
  return part.replace(/-\d+$/, "").replaceAll("-", " ");
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return "";
  }
}
