/**
 * The note of an invitation: textarea#custom-message (reported; since 2025 in the shadow root), at
 * most 200 characters, or 300. The labels are our reading.
 */
import type { Place } from "./place.ts";

export const invitation: Place = {
  name: "invitation",
  surface: "message",
  part: "note",
  on: "field",
  chord: true,
};
