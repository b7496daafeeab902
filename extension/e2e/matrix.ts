/** What is expected in each place of the stand-in; matrix.test.ts goes through all of it. */
import type { Place } from "./places.ts";

export interface Row {
  readonly place: Place;
  /**
   * The word under which what goes out is counted. Empty where it is no share: what stands on a
   * profile for years, and what goes out with something else.
   */
  readonly surface: "post" | "comment" | "message" | "article" | "";
  /** Words in an input or textarea cannot be painted: a quote in the panel stands for them. */
  readonly field: boolean;
  /** Stories are offered where people publish, not where they answer somebody. */
  readonly stories: boolean;
}

const post = { surface: "post", field: false, stories: true } as const;
const comment = { surface: "comment", field: false, stories: false } as const;
const message = { surface: "message", field: false, stories: false } as const;

/** Not here: the practice page, which journey.test.ts and hold.test.ts go through. */
export const rows: readonly Row[] = [
  { place: "classic", ...post },
  { place: "interop", ...post },
  { place: "sdui", ...post },
  { place: "repost classic", ...post },
  { place: "repost interop", ...post },
  { place: "repost sdui", ...post },
  { place: "announcement", ...post },
  { place: "headline", ...post, surface: "", stories: false },
  { place: "about", ...post, surface: "", stories: false },
  { place: "comment classic", ...comment },
  { place: "comment sdui", ...comment },
  { place: "comment detail", ...comment },
  { place: "reply classic", ...comment },
  { place: "reply sdui", ...comment },
  { place: "message classic", ...message },
  { place: "message enter", ...message },
  { place: "message interop", ...message },
  { place: "message overlay", ...message },
  { place: "message overlay interop", ...message },
  { place: "message rebuilt", ...message },
  { place: "message rebuilt enter", ...message },
  { place: "message tiptap", ...message },
  { place: "message frame", ...message },
  { place: "message frame rebuilt", ...message },
  { place: "inmail", ...message },
  { place: "inmail subject", ...message, surface: "", field: true },
  { place: "invitation", ...message, field: true },
  { place: "article", ...post, surface: "", stories: false },
  { place: "article title", ...post, surface: "", stories: false, field: true },
];
