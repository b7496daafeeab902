import type { Command } from "../wire/commands.ts";
import type { Outcome } from "../wire/messages.ts";
import type { View } from "../wire/view.ts";

/** What every part of the page works with. */
export interface Desk {
  view(): View;
  /** The watched tab; negative is none. */
  tab(): number;
  now(): number;
  /** Runs a command; whoever asks says what came of it. */
  ask(command: Command): Promise<Outcome>;
  /** Runs a command and says its outcome where screen readers hear it. */
  run(command: Command, done?: string): Promise<Outcome>;
  say(words: string): void;
}
