/** harper.js, loaded when first asked for: its start is measured too. */
import type { Lap } from "./turns.ts";

export async function harperLap(texts: readonly string[]): Promise<Lap> {
  const { LocalLinter } = await import("harper.js");
  const { binary } = await import("harper.js/binary");
  const linter = new LocalLinter({ binary });
  await linter.setup();
  let next = 0;
  return () => linter.lint(texts[next++ % texts.length] ?? "");
}
