import { flag, number, object, type Parsed, text } from "../wire/parse.ts";

/** What the checker holds after a load. */
export const loaded = object({
  kind: text,
  revision: number,
  issued_ms: number,
  unchanged: flag,
  items: number,
});

export type Loaded = Parsed<typeof loaded>;
