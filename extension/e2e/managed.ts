/**
 * What a browser brings along for an unpacked extension: what its person allowed it before, and
 * what the company's policy says of it.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Chromium names an unpacked extension by its folder: 32 hexadecimal digits, written as a to p. */
function idOf(folder: string): string {
  const digits = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  const letter = (digit: string): string => String.fromCharCode(97 + Number.parseInt(digit, 16));
  return [...digits].map(letter).join("");
}

/**
 * A profile in which the person allowed these origins once and took it back: asked again within a
 * click, Chromium grants them without a prompt, which nobody could press in a headless browser.
 */
export async function allowBefore(
  data: string,
  extension: string,
  origins: readonly string[],
): Promise<void> {
  const granted = {
    api: [],
    manifest_permissions: [],
    scriptable_host: [],
    explicit_host: origins,
  };
  const remembered = { granted_permissions: granted, runtime_granted_permissions: granted };
  const preferences = { extensions: { settings: { [idOf(extension)]: remembered } } };
  await mkdir(join(data, "Default"), { recursive: true });
  await writeFile(join(data, "Default", "Preferences"), JSON.stringify(preferences));
}

/** Where Chromium on Linux reads policies; only root may write there. */
const folders = ["/etc/chromium/policies/managed", "/etc/chromium/policies"] as const;

export class Policy {
  private readonly file: string;

  private constructor(file: string) {
    this.file = file;
  }

  static async set(extension: string, policy: Readonly<Record<string, unknown>>): Promise<Policy> {
    const id = idOf(extension);
    const draft = `${extension}.policy.json`;
    await writeFile(draft, JSON.stringify({ "3rdparty": { extensions: { [id]: policy } } }));
    const file = join(folders[0], `vouch-test-${id}.json`);
    await asRoot("install", "-D", "-m", "644", draft, file);
    return new Policy(file);
  }

  /** Leaves the machine as it was: folders that hold policies of others stay. */
  async lift(): Promise<void> {
    await asRoot("rm", "-f", this.file);
    await asRoot("rmdir", "--ignore-fail-on-non-empty", ...folders);
  }
}

/** Tests need root or sudo, as setting this machine up did. */
async function asRoot(command: string, ...given: string[]): Promise<void> {
  const direct = process.getuid?.() === 0;
  const run = promisify(execFile);
  await (direct ? run(command, given) : run("sudo", ["-n", command, ...given]));
}
