/** Why Post did nothing, as long as that is still so. */
import type { View } from "../wire/view.ts";
import { counted, words } from "../words/words.ts";
import { openFindings, waivedKeys } from "./verdict.ts";

/** Pure; empty while nothing is held. */
export function heldWords(view: View): string {
  const { tab } = view;
  if (tab === null || tab.held === null || tab.held === "waiting") return "";
  const open = tab.report === null ? [] : openFindings(tab.report, waivedKeys(view));
  const must = open.filter((each) => each.severity === "block");
  if (must.length > 0) {
    const excusable = must.every((each) => each.override);
    return counted(excusable ? "heldMendOrSay" : "heldMend", must.length);
  }
  if (tab.held === "block") return words("heldNothingLeft");
  if (tab.held === "again") return words("heldAgain");
  if (open.length === 0) return words("heldSeen");
  return counted("heldLook", open.length);
}
