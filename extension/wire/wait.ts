/** How long the server is left alone after exchanges that failed; `asked`: it said so itself. */
import { flag, number, object, type Parsed } from "./parse.ts";

export const wait = object({ failures: number, until_ms: number, asked: flag });
export type Wait = Parsed<typeof wait>;

export const noWait: Wait = { failures: 0, until_ms: 0, asked: false };
