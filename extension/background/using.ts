/** "Use": a caption of a story, or words about it, go into the composer with this person's link. */
import { type Outcome, refuse } from "../wire/messages.ts";
import { words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { ask } from "./reach.ts";

const placeholder = "{link}";

/** What is said: one of the story's captions by its number, or the person's own words. */
export async function useStory(
  desk: Desk,
  tab: number,
  story: string,
  said: number | string,
): Promise<Outcome> {
  const front = desk.tabs.of(tab);
  const found = front.view.suggestions.find((each) => each.story.id === story)?.story;
  if (found === undefined) return refuse(words("workerStoryGone"));
  const caption = typeof said === "string" ? said : (found.captions[said] ?? found.title);
  // Ask before minting: a link nobody uses is noise in the company's numbers.
  const ready = await ask(front, { kind: "describe" });
  if (!ready.ok) return ready;
  const minted = await desk.exchange.mint(story);
  desk.publish();
  if ("title" in minted) return refuse(minted.title);
  const { code, url } = minted;
  return ask(front, { kind: "insert", text: withLink(caption, url), story, code, url });
}

/** The caption with the link in its place, or under it where it names none. */
export function withLink(caption: string, url: string): string {
  if (caption.includes(placeholder)) return caption.replaceAll(placeholder, url);
  return `${caption}\n\n${url}`;
}
