/**
 * What content scripts, the worker and the pages say to each other. Text of a draft travels in
 * two messages only, both inside the browser: "draft" (tab to worker) and the quotes of a report.
 */
import {
  flag,
  list,
  number,
  object,
  oneOf,
  type Parsed,
  text,
  variants,
  withDefault,
} from "./parse.ts";
import { edit, report, surfaceName } from "./shapes.ts";

/** Names of the Ports. */
export const composerPort = "composer";
export const panelPort = "panel";

const nothing = object({});

/** Why a press of Post was held; again: it waited, and only the person can press that key again. */
export const holdCause = oneOf("block", "once", "waiting", "again");
export type HoldCause = Parsed<typeof holdCause>;

/** What content says on its Port. `seq` numbers the drafts of one Port, from 1. */
export const fromComposer = variants({
  // A composer is there, and has the focus or has lost it; to the last one of a tab it comes back.
  focus: object({ surface: surfaceName }),
  blur: object({ surface: surfaceName, last: withDefault(flag, false) }),
  beat: nothing,
  // static: it stands on a profile, for years.
  draft: object({
    seq: number,
    text,
    surface: surfaceName,
    static: withDefault(flag, false),
  }),
  // The text was emptied or, reading being off, edited: no report speaks of it any more.
  stale: nothing,
  closed: nothing,
  // A post left the editor. `checked` is false where no report existed for its text.
  // It is said again under the same id until it is known to be kept.
  out: object({
    id: text,
    surface: surfaceName,
    verdict: text,
    personal: flag,
    checked: flag,
    why: text,
    story: text,
    code: text,
  }),
  unheld: nothing,
});
export type FromComposer = Parsed<typeof fromComposer>;

/** What the person allowed, and the workspace with them, for this tab. */
export const policy = object({
  reading: flag,
  painting: flag,
  holding: flag,
  surfaces: list(surfaceName),
  card: withDefault(flag, false),
});
export type Policy = Parsed<typeof policy>;

/** Before anybody said what is allowed. */
export const noPolicy: Policy = {
  reading: false,
  painting: false,
  holding: false,
  surfaces: [],
  card: false,
};

/** What the worker says on the Port of a composer. */
export const toComposer = variants({
  policy: object({ policy }),
  report: object({ seq: number, report, waived: list(text) }),
  waived: object({ waived: list(text) }),
  failed: object({ seq: number, reason: text }),
  recheck: nothing,
  // The facts of an "out" stand in the outbox.
  kept: object({ id: text }),
});
export type ToComposer = Parsed<typeof toComposer>;

/** A press was held. It travels by runtime.sendMessage, so that the click's gesture opens the panel. */
export const heldMessage = object({ kind: oneOf("held"), cause: holdCause });
export type HeldMessage = Parsed<typeof heldMessage>;

/** What the worker asks of a tab; each is answered by an Outcome. */
export const toTab = variants({
  policy: object({ policy }),
  show: object({ seq: number, start: number, end: number }),
  fix: object({ seq: number, edits: list(edit) }),
  insert: object({ text, story: text, code: text, url: text }),
  checkNow: nothing,
  describe: nothing,
  // What a workspace pushed of LinkedIn's pages; revision 0 and no text where it pushed nothing.
  surfaces: object({ revision: number, json: text }),
});
export type ToTab = Parsed<typeof toTab>;

/**
 * A page asks what was pushed of LinkedIn's pages, and is answered with it; or it could not take
 * what it holds, and says why. By runtime.sendMessage, for a page may have no composer, and no Port.
 */
export const surfacesMessage = object({
  kind: oneOf("surfaces"),
  revision: number,
  refused: text,
});
export type SurfacesMessage = Parsed<typeof surfacesMessage>;

/** Whether it was done; if not, a sentence the person can act on. */
export const outcome = object({ ok: flag, reason: text });
export type Outcome = Parsed<typeof outcome>;

export const done: Outcome = { ok: true, reason: "" };
export const refuse = (reason: string): Outcome => ({ ok: false, reason });

/** Names a finding across edits: the rule and the author's own words. */
export function findingKey(finding: { rule: string; quote: string }): string {
  return `${finding.rule}\n${finding.quote}`;
}
