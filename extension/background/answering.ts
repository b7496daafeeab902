/** What the pages ask to know, answered; or an Outcome that says why it cannot be. */
import { CheckerFailure } from "../wire/frames.ts";
import { type Outcome, refuse } from "../wire/messages.ts";
import type { Question, Rulebook } from "../wire/questions.ts";
import { NotReady } from "./checks.ts";
import type { Desk } from "./desk.ts";

export async function answer(desk: Desk, question: Question): Promise<Rulebook | Outcome> {
  switch (question.kind) {
    case "rulebook":
      return rulesOr(desk);
  }
}

async function rulesOr(desk: Desk): Promise<Rulebook | Outcome> {
  try {
    return await desk.checks.rulebook();
  } catch (cause) {
    if (cause instanceof NotReady || cause instanceof CheckerFailure) return refuse(cause.message);
    throw cause;
  }
}
