/** All places where people write on LinkedIn. Where an element tells of two, the first counts. */
import { announcement } from "./announcement.ts";
import { article, title } from "./article.ts";
import { comment } from "./comment.ts";
import { inmail } from "./inmail.ts";
import { invitation } from "./invitation.ts";
import { message } from "./message.ts";
import type { Place } from "./place.ts";
import { postbox } from "./postbox.ts";
import { about, headline } from "./profile.ts";
import { repost } from "./repost.ts";

export const places: readonly Place[] = [
  announcement,
  repost,
  invitation,
  inmail,
  title,
  headline,
  about,
  comment,
  message,
  postbox,
  article,
];
