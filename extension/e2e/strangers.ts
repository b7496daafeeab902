/** Variations of the stand-in that no release of LinkedIn has shown: a matcher must not need to know them. */
import type { Rewrite } from "../fixtures/server.ts";
import type { Place } from "./places.ts";
import { shuffled, unspoken } from "./rewrites.ts";

export interface Stranger {
  /** The place that it is a variation of. */
  readonly place: Place;
  readonly query: string;
  readonly rewrite: Rewrite;
  /** What a person reads on the launcher; empty where the editor stands there at once. */
  readonly opener: string;
  readonly sender: string;
  readonly editor: string;
}

const german = { query: "lang=de", rewrite: shuffled, opener: "Beitrag beginnen" } as const;
const french = {
  query: "lang=fr",
  rewrite: shuffled,
  opener: "Commencer une publication",
} as const;
const unknown = { query: "", rewrite: unspoken, opener: turned("Start a post") } as const;

const box = '[role="dialog"] .ql-editor';
const dialog = 'dialog [role="textbox"]';
const plain = '[role="textbox"][aria-multiline] >> nth=0';

const button = (within: string, words: string): string =>
  `${within} button:has-text("${words}") >> nth=-1`;
const inBox = (words: string) => ({ editor: box, sender: button('[role="dialog"]', words) });
const inDialog = (words: string) => ({ editor: dialog, sender: button("dialog", words) });
const inThread = (words: string) => ({
  editor: plain,
  sender: `button:has-text("${words}") >> nth=0`,
});

export const strangePosts: readonly Stranger[] = [
  { place: "classic", ...german, ...inBox("Posten") },
  { place: "interop", ...french, ...inBox("Publier") },
  { place: "interop", ...unknown, ...inBox(turned("Post")) },
  { place: "sdui", ...german, ...inDialog("Posten") },
  { place: "sdui", ...french, ...inDialog("Publier") },
  { place: "sdui", ...unknown, ...inDialog(turned("Post")) },
];

export const strangeMessages: readonly Stranger[] = [
  { place: "message classic", ...french, opener: "", ...inThread("Envoyer") },
  { place: "message rebuilt", ...german, opener: "", ...inThread("Absenden") },
  { place: "message rebuilt", ...unknown, opener: "", ...inThread(turned("Send")) },
];

function turned(words: string): string {
  return [...words].reverse().join("");
}
