import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newSigner } from "../fixtures/sealed.ts";
import type { Fact } from "../wire/types.gen.ts";
import { noWait } from "../wire/wait.ts";
import { type Courier, openCourier } from "./courier.ts";
import type { CourierState, Tokens } from "./exchange.ts";

// The real module over Node's fetch, against a server that says what the test tells it to. What
// the exchange does with every bad answer is tested in Go; here, that it comes through the door.
const signer = newSigner();
const key = Buffer.from(signer.key).toString("base64");
const tokens = { access: "access", refresh: "refresh", expires_ms: 0 };
const fact: Fact = { id: "f1", kind: "shared", at_ms: 1, surface: "post" };

let server: Server;
let address: string;
let courier: Courier;
let offered: Uint8Array;
const turned: Tokens[] = [];
const arrived: { path: string; token: string | undefined; body: unknown }[] = [];

beforeAll(async () => {
  await import(/* @vite-ignore */ built("extension/dist/chrome/wasm_exec.js"));
  const module = await WebAssembly.compile(readFileSync(built("bin/courier.wasm")));
  courier = openCourier({
    module: async () => module,
    onTokens: (tokens) => turned.push(tokens),
    held: async () => undefined,
    version: "0.2.0",
  });
  offered = signer.seal("library", 4, Buffer.from("stories"));
  server = createServer(async (request, response) => {
    const body = await read(request);
    const path = request.url ?? "";
    arrived.push({ path, token: request.headers.authorization, body });
    const stale = request.headers.authorization === "Bearer stale";
    const [status, said] = stale ? expired : answer(path, body);
    response.writeHead(status).end(said);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

describe("a courier", () => {
  test("pairs", async () => {
    const { problem, state, paired } = await courier.pair(address, "BCDF-GHJK", "Node");
    expect(problem).toBeUndefined();
    expect(paired?.advocate_name).toBe("Ada Advocate");
    expect(state).toEqual(unpaired());
    expect(arrived.at(-1)?.body).toEqual({ code: "BCDF-GHJK", device: "Node" });
  });

  test("says why it did not pair", async () => {
    const wrong = await courier.pair(address, "XXXX-XXXX", "Node");
    expect(wrong.problem).toEqual({ status: 401, kind: "unauthorized", title: "Not known." });
    const nowhere = await courier.pair("http://127.0.0.1:1", "BCDF-GHJK", "Node");
    expect(nowhere.problem).toMatchObject({ status: 0, kind: "unreachable" });
  });

  test("carries the outbox there and a verified bundle back", async () => {
    const outcome = await courier.sync(unpaired(), [fact]);
    expect(outcome.problem).toBeUndefined();
    expect(outcome.response?.receipts).toEqual([{ id: "f1", status: "recorded", reason: "" }]);
    expect(outcome.library).toEqual(offered);
    expect(outcome.rules).toBeUndefined();
    expect(outcome.state.library).toEqual({ revision: 4, digest: digest(offered) });
    expect(arrived.map(({ token }) => token).slice(-2)).toEqual(["Bearer access", "Bearer access"]);
  });

  test("hands out new tokens while the exchange goes on", async () => {
    const stale = { ...unpaired(), tokens: { ...tokens, access: "stale" } };
    const { state } = await courier.sync(stale, []);
    expect(turned).toEqual([tokens]);
    expect(state.tokens).toEqual(tokens);
  });

  test("refuses a bundle of another workspace, and keeps what is held", async () => {
    const good = offered;
    offered = signer.seal("library", 4, Buffer.from("stories"), "globex");
    const { refused, library, state } = await courier.sync(unpaired(), []);
    offered = good;
    expect(refused).toMatchObject([{ kind: "library", revision: 4, reason: "foreign" }]);
    expect(library).toBeUndefined();
    expect(state).toEqual(unpaired());
  });

  test("fetches what a stream names from where it lies, and shows no token", async () => {
    const name = digest(offered);
    const path = `/v1/bundles/${name}?for=acme&key=k`;
    const library_at = { revision: 4, digest: name, bytes: offered.length, path };
    const none = { rules: 0, surfaces: 0, rules_at: undefined, surfaces_at: undefined };
    const outcome = await courier.fetch(unpaired(), { ...none, library: 4, library_at });
    expect([outcome.problem, outcome.library]).toEqual([undefined, offered]);
    expect(outcome.state).toEqual({ ...unpaired(), library: { revision: 4, digest: name } });
    expect(arrived.at(-1)).toMatchObject({ path, token: undefined });
  });

  test("mints", async () => {
    const { link } = await courier.mint(unpaired(), { story: "s1", channel: "linkedin" });
    expect(link).toEqual({ story: "s1", code: "c0de", url: `${address}/l/c0de` });
  });

  test("leaves nothing behind", () => {
    const left = Object.getOwnPropertyNames(globalThis).filter((name) =>
      name.startsWith("courier"),
    );
    expect(left).toEqual([]);
  });
});

const unpaired = (): CourierState => ({
  server: address,
  workspace: "acme",
  key,
  tokens,
  rules: { revision: 0, digest: "" },
  library: { revision: 0, digest: "" },
  surfaces: { revision: 0, digest: "" },
  tag: "",
  wait: noWait,
});

const expired: [number, string] = [401, '{"status":401,"kind":"unauthorized","title":"Expired."}'];

function answer(path: string, body: unknown): [number, string | Uint8Array] {
  const json = (said: unknown, status = 200): [number, string] => [status, JSON.stringify(said)];
  switch (path) {
    case "/v1/pair":
      return JSON.stringify(body).includes("XXXX")
        ? json({ status: 401, kind: "unauthorized", title: "Not known." }, 401)
        : json(pairing());
    case "/v1/token":
      return json(tokens);
    case "/v1/sync":
      return json(syncing(body));
    case "/v1/links":
      return json({ story: "s1", code: "c0de", url: `${address}/l/c0de` });
    case `/v1/bundles/${digest(offered)}`:
    case `/v1/bundles/${digest(offered)}?for=acme&key=k`:
      return [200, offered];
  }
  return json({ status: 404, kind: "not_found", title: "Nothing here." }, 404);
}

const pairing = () => ({
  workspace: "acme",
  workspace_name: "Acme",
  key,
  advocate: "a1",
  advocate_name: "Ada Advocate",
  device: "d1",
  tokens,
});

const syncing = (body: unknown) => ({
  protocol: 1,
  receipts: JSON.stringify(body).includes("f1") ? [{ id: "f1", status: "recorded" }] : [],
  library: { revision: 4, digest: digest(offered), bytes: offered.length },
  settings: {
    workspace_name: "Acme",
    per_person: false,
    regulated: false,
    paint: true,
    hold: true,
    practice: "",
    names: ["Acme"],
  },
  standing: { balance: 0, shares: 0, clicks: 0, entries: [], team: "", rank: 0, teams: 0 },
  next_poll_s: 300,
});

async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const whole = Buffer.concat(parts).toString();
  return whole === "" ? undefined : JSON.parse(whole);
}

function built(name: string): string {
  const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`${name} is missing: run make build first`);
  return path;
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
