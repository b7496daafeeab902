/** What the panel asks of the page, through the worker. */
import { type Applied, append, applyEdits, select } from "../marks/applying.ts";
import { done, type Outcome, refuse, type ToTab } from "../wire/messages.ts";
import { Unanswerable } from "./questions.ts";
import type { Session } from "./session.ts";

const none = refuse("No post is open here. Start a post, then try again.");
const moved = refuse("The text has changed in the meantime. Look at the findings again.");

type OnComposer = Exclude<ToTab, { kind: "policy" }>;

export async function perform(session: Session | undefined, message: OnComposer): Promise<Outcome> {
  if (session === undefined) return none;
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
    return refuse(cause instanceof Unanswerable ? cause.message : "The check failed. Try again.");
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
  if (judged === undefined || session.questions.seq !== message.seq) return moved;
  const { editor } = session.composer;
  if (message.kind === "fix") return told(await applyEdits(editor, judged.text, message.edits));
  return session.live.reportOf(session.live.text) !== undefined && select(editor, message)
    ? done
    : moved;
}

const told = (applied: Applied): Outcome => (applied.ok ? done : refuse(applied.reason));
