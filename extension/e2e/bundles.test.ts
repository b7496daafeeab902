/** Rules that are not as the workspace signed them, in this order, are refused; the last stay. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk } from "./desk.ts";
import { promise, promissory, Scene } from "./scene.ts";
import { Vouch } from "./vouch.ts";
import { until } from "./wait.ts";

let scene: Scene;
let desk: Desk;
let next = 1; // the newest revision the server has

interface Ref {
  revision: number;
  digest: string;
  bytes: number;
}

const bundlePath = "/v1/bundles/";
const digestLength = 64;
const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

beforeAll(async () => {
  scene = await Scene.paired();
  desk = await Desk.enter(scene);
});

afterAll(async () => {
  await scene?.end();
});

/** Makes one more revision, equal but for a comment. */
async function publish(): Promise<void> {
  const live = await desk.yamlOf("finra");
  expect(await desk.publish("finra", `${live}# once more\n`, "Once more")).toBe("");
  next += 1;
}

/** Answers syncs with another reference to the rules, and the asked bundle with other bytes. */
function offer(change: (ref: Ref) => Ref, bytes: (url: string, body: Buffer) => Buffer): void {
  scene.line.tamper = (url, body) => {
    if (url.startsWith(bundlePath)) return bytes(url, body);
    if (url !== "/v1/sync") return undefined;
    const answer: unknown = JSON.parse(body.toString());
    if (!isSynced(answer)) return undefined;
    return Buffer.from(JSON.stringify({ ...answer, rules: change(answer.rules) }));
  };
}

function isSynced(answer: unknown): answer is { rules: Ref } {
  return typeof answer === "object" && answer !== null && "rules" in answer;
}

const same = <T>(value: T): T => value;

test("tampered, torn and foreign bundles are refused, then the true one is taken", async () => {
  const { composer, panel } = await scene.writing("classic");
  await composer.type(promise);
  await panel.finding(promissory).waitFor();
  const foreign = await foreignBundle();

  const bad: Record<string, () => void> = {
    "one bit changed": () => offer(same, (_url, body) => flipped(body)),
    "half of it": () => offer(same, (_url, body) => body.subarray(0, body.length / 2)),
    "another workspace's": () =>
      offer(
        (ref) => ({ ...ref, digest: digestOf(foreign), bytes: foreign.length }),
        () => foreign,
      ),
  };
  // No composer may hear of the revision before the line is bent.
  for (const [name, bend] of Object.entries(bad)) {
    bend();
    await publish();
    await panel.sync();
    await until(`a complaint about ${name}`, async () =>
      (await panel.part("rules-age").getAttribute("class"))?.includes("offline"),
    );
    expect(await panel.part("rules").innerText(), name).toContain("revision 1.");
    expect(await panel.rules(), name).toContain(promissory);
  }

  scene.line.tamper = () => undefined;
  await panel.sync();
  await panel.waitText("rules", `revision ${next}.`);
  await panel.finding(promissory).waitFor();
  await composer.page.close();
  await panel.page.close();
});

test("an older bundle of this workspace is refused", async () => {
  const panel = await scene.panel();
  const older = await until("the bundle held", () => {
    const asked = scene.line.seen.filter((each) => each.url.startsWith(bundlePath));
    return asked.at(-1)?.url.slice(bundlePath.length, bundlePath.length + digestLength);
  });
  await publish();
  await panel.sync();
  await panel.waitText("rules", `revision ${next}.`);
  // The server still has it, signed as it was: only its age speaks against it.
  offer(
    (ref) => ({ ...ref, digest: older }),
    (_url, body) => body,
  );
  scene.line.tamper = withRules(scene.line.tamper, older);
  await panel.sync();
  await until("a complaint", async () =>
    (await panel.part("rules-age").getAttribute("class"))?.includes("offline"),
  );
  expect(await panel.part("rules").innerText()).toContain(`revision ${next}.`);
  await panel.page.close();
});

/** A server that offers old rules as if they were new. */
function withRules(inner: typeof scene.line.tamper, digest: string): typeof scene.line.tamper {
  return (url, body) => {
    if (url !== "/v1/sync") return inner(url, body);
    const answer: unknown = JSON.parse(body.toString());
    const rules: Ref = { revision: next + 1, digest, bytes: 1 };
    return Buffer.from(JSON.stringify({ ...(answer as object), rules }));
  };
}

function flipped(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  const at = copy.length - 10;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** The rules of another company's server. */
async function foreignBundle(): Promise<Buffer> {
  const other = await Vouch.start();
  try {
    const { url, pairing_code } = other.run;
    const post = async (path: string, body: object, token = ""): Promise<unknown> => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
      const answer = await fetch(new URL(path, url), {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    const paired = (await post("/v1/pair", { code: pairing_code, device: "a test" })) as {
      tokens: { access: string };
    };
    const token = paired.tokens.access;
    const ask = { protocol: 1, rules: 0, library: 0, outbox: [] };
    const synced = (await post("/v1/sync", ask, token)) as { rules: Ref };
    const bundle = await fetch(new URL(`${bundlePath}${synced.rules.digest}`, url), {
      headers: { authorization: `Bearer ${token}` },
    });
    return Buffer.from(await bundle.arrayBuffer());
  } finally {
    await other.end();
  }
}
