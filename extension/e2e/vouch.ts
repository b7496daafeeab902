/** The real server with the demo workspace and its own redis-server, in a folder of its own. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./wait.ts";

/** What the server writes to run.json when it is ready. */
export interface Run {
  readonly url: string;
  readonly console: string;
  readonly sign_in: string;
  readonly pairing_code: string;
  readonly extension: string;
  readonly practice: string;
}

const fields = ["url", "console", "sign_in", "pairing_code", "extension", "practice"] as const;

export const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "bin/vouch");

export class Vouch {
  readonly data: string;
  run: Run;
  private child: ChildProcess;
  private readonly log: string[];

  private constructor(data: string, started: Started) {
    this.data = data;
    this.run = started.run;
    this.child = started.child;
    this.log = started.log;
  }

  static async start(): Promise<Vouch> {
    const data = await mkdtemp(join(tmpdir(), "vouch-"));
    return new Vouch(data, await start(data));
  }

  /** Everything the server said so far. */
  get said(): string {
    return this.log.join("");
  }

  /** Stops the server as an operator does, and waits until it is gone. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  /** Starts again on the same folder and the same address. */
  async restart(): Promise<void> {
    const started = await start(this.data, new URL(this.run.url).host);
    this.child = started.child;
    this.run = started.run;
    this.log.push(...started.log);
  }

  /** The process of the private redis-server: the server's only child. */
  async redis(): Promise<number> {
    const pid = this.child.pid;
    return until("the redis-server that the server started", async () => {
      for (const task of await readdir(`/proc/${pid}/task`)) {
        const children = await readFile(`/proc/${pid}/task/${task}/children`, "utf8");
        for (const each of children.split(" ").filter(Boolean)) {
          const name = await readFile(`/proc/${each}/comm`, "utf8");
          if (name.startsWith("redis-server")) return Number(each);
        }
      }
      return undefined;
    });
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly run: Run;
  readonly log: string[];
}

async function start(data: string, address = "127.0.0.1:0"): Promise<Started> {
  const file = join(data, "run.json");
  await rm(file, { force: true });
  const args = ["serve", "--demo", "--data", data, "--addr", address];
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const log: string[] = [];
  child.stdout.on("data", (part: Buffer) => log.push(part.toString()));
  child.stderr.on("data", (part: Buffer) => log.push(part.toString()));
  const run = await until("run.json", async () => {
    if (child.exitCode !== null) return { dead: log.join("") };
    return parseRun(await readFile(file, "utf8"));
  });
  if ("dead" in run) throw new Error(`the server ended before it was ready:\n${run.dead}`);
  return { child, run, log };
}

function parseRun(json: string): Run {
  const data: unknown = JSON.parse(json);
  if (typeof data !== "object" || data === null) throw new Error("run.json is no object");
  const held = data as Partial<Record<(typeof fields)[number], unknown>>;
  const take = (name: (typeof fields)[number]): string => {
    const value = held[name];
    if (typeof value !== "string" || value === "") throw new Error(`run.json has no ${name}`);
    return value;
  };
  return {
    url: take("url"),
    console: take("console"),
    sign_in: take("sign_in"),
    pairing_code: take("pairing_code"),
    extension: take("extension"),
    practice: take("practice"),
  };
}

/** Runs bin/vouch once; never throws for its exit code. */
export function vouch(args: string[], input = ""): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: root }, (error, out, err) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : -1;
      resolve({ code, out: out + err });
    });
    child.stdin?.end(input);
  });
}
