/** A company's policy where Firefox looks for it: a native manifest in the person's home. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type Policy = Readonly<Record<string, unknown>>;

/** Firefox on Linux; on other systems the folder or a registry key differs. */
const folder = ".mozilla/managed-storage";

export async function setPolicy(home: string, extension: string, data: Policy): Promise<void> {
  const manifest = { name: extension, description: "Acme's policy", type: "storage", data };
  await mkdir(join(home, folder), { recursive: true });
  await writeFile(join(home, folder, `${extension}.json`), JSON.stringify(manifest));
}
