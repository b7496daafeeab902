import type { Command } from "../wire/commands.ts";
import type { Outcome } from "../wire/messages.ts";
import type { Rulebook } from "../wire/questions.ts";
import type { View } from "../wire/view.ts";
import type { Build } from "./about.ts";

/** What every part of the page works with. */
export interface Desk {
  view(): View;
  /** The watched tab; negative is none. */
  tab(): number;
  now(): number;
  /** Undefined until it was read, and where there is none. */
  build(): Build | undefined;
  /** Runs a command; whoever asks says what came of it. */
  ask(command: Command): Promise<Outcome>;
  /** Runs a command and says its outcome where screen readers hear it. */
  run(command: Command, done?: string): Promise<Outcome>;
  /** The rules this person is under; undefined where they could not be had. */
  rulebook(): Promise<Rulebook | undefined>;
  say(words: string): void;
}
