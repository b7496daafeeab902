/** Which story went out with a post: the one whose link is still in the text. */
import type { FromComposer } from "../wire/messages.ts";
import type { Report, SurfaceName } from "../wire/shapes.ts";

/** A caption put into the composer, with this person's link. */
export interface Used {
  readonly story: string;
  readonly code: string;
  readonly url: string;
}

type Out = Extract<FromComposer, { kind: "out" }>;

/**
 * Makes the message of a post that went out. `atPress` is the report when Post was pressed; the
 * function returned takes the report that came later, if any, which tells private speech apart.
 */
export function departed(
  surface: SurfaceName,
  text: string,
  atPress: Report | undefined,
  why: string,
  used: readonly Used[],
): (late: Report | undefined) => Out {
  const id = crypto.randomUUID();
  const story = used.findLast((each) => text.includes(each.url));
  return (late) => ({
    kind: "out",
    id,
    surface,
    verdict: late?.verdict ?? "",
    personal: late !== undefined && (late.personal || late.protected),
    checked: atPress !== undefined,
    why,
    story: story?.story ?? "",
    code: story?.code ?? "",
  });
}
