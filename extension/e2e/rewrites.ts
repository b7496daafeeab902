/** Ways in which a page may look tomorrow: rewrites of the stand-in's own files. */
import { createHash } from "node:crypto";
import type { Rewrite } from "../fixtures/server.ts";

/** The site's own class names, whatever file they stand in; those of editors' packages stay. */
const siteClasses =
  /\b(?:artdeco|article-editor|comments|ember|feed-shared|msg|scaffold|share-actions|share-box|share-creation|update-components)-[\w-]+|_[0-9a-f]{4,8}\b/g;

/** Every class name of the site hashed anew, alike in scripts, markup and styles. */
export const shuffled: Rewrite = (_path, text) =>
  text.replace(
    siteClasses,
    (name) => `_${createHash("sha1").update(name).digest("hex").slice(0, 8)}`,
  );

/** Every label in a language that nobody knows: its letters turned round. */
export const unspoken: Rewrite = (path, text) => {
  if (!path.endsWith("/labels.js")) return shuffled(path, text);
  return text.replace(
    /: "([^"]+)"/g,
    (_all, words: string) => `: "${[...words].reverse().join("")}"`,
  );
};
