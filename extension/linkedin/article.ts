/**
 * The article editor at /article/new/ and /article/edit/ID/: a textarea for the headline and a
 * ProseMirror body (reported by four sources, 2025 to 2026). "Next" leads to the announcement and
 * is the last press at which the article itself is in view, so it counts as sending it. "Title",
 * "Article editor content" and "Write here" are reported; the other labels are our reading.
 */
import type { Place } from "./place.ts";

export const title: Place = {
  name: "title",
  surface: "article",
  part: "title",
  on: "field",
  sentBy: "article",
  chord: false,
};

export const article: Place = {
  name: "article",
  surface: "article",
  part: "body",
  on: "rich",
  chord: false,
};
