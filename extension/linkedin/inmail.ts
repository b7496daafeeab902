/**
 * The subject of an InMail, a field above the message (reported by Briskine: name="subject"). It
 * goes out with the message, by the message's button. All labels but "Subject" are our reading.
 */
import type { Place } from "./place.ts";

export const inmail: Place = {
  name: "inmail",
  surface: "message",
  part: "subject",
  on: "field",
  sentBy: "message",
  chord: true,
};
