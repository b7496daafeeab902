/** What the panel asks of the page, through the worker. */
import { type Applied, append, applyEdits, select } from "../marks/applying.ts";
import { done, type Outcome, refuse, type ToTab } from "../wire/messages.ts";
import { words } from "../words/words.ts";
import { Unanswerable } from "./questions.ts";
import type { Session } from "./session.ts";

type OnComposer = Exclude<ToTab, { kind: "policy" | "surfaces" }>;

export async function perform(session: Session | undefined, message: OnComposer): Promise<Outcome> {
  if (session === undefined) return refuse(words("pageNoComposer"));
  switch (message.kind) {
    case "describe":
      return done;
    case "checkNow":
      return checkNow(session);
    case "insert":
      return insert(session, message);
    case "show":
    case "fix":
      return onJudged(session, message);
  }
}

async function checkNow(session: Session): Promise<Outcome> {
  try {
    await session.live.checkNow();
    return done;
  } catch (cause) {
    return refuse(cause instanceof Unanswerable ? cause.message : words("pageCheckFailed"));
  }
}

async function insert(
  session: Session,
  message: Extract<ToTab, { kind: "insert" }>,
): Promise<Outcome> {
  const { text, story, code, url } = message;
  const outcome = told(await append(session.composer.editor, text));
  if (outcome.ok) session.used.push({ story, code, url });
  return outcome;
}

/** Positions are those of a report: they mean something only while its text stands. */
async function onJudged(
  session: Session,
  message: Extract<ToTab, { kind: "show" | "fix" }>,
): Promise<Outcome> {
  const { judged } = session.live;
  if (judged === undefined || session.questions.seq !== message.seq) return told("changed");
  const { editor } = session.composer;
  if (message.kind === "fix") return told(await applyEdits(editor, judged.text, message.edits));
  const stands = session.live.reportOf(session.live.text) !== undefined;
  return stands && select(editor, message) ? done : told("changed");
}

function told(applied: Applied): Outcome {
  if (applied === "done") return done;
  return refuse(words(applied === "changed" ? "pageTextChanged" : "pageEditorRefused"));
}
