import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { newSigner } from "../fixtures/sealed.ts";
import { CheckerFailure } from "../wire/frames.ts";
import { type Checker, openChecker } from "./checker.ts";

// The real module, with the rules that ship, sealed as a server seals them.
const repository = fileURLToPath(new URL("../..", import.meta.url));
const profile = "company: {names: [Acme]}\nproducts: [{name: AcmeX}]\n";
const today = 20_778;

let module: WebAssembly.Module;
let image: Uint8Array;
const { key, seal } = newSigner();

beforeAll(async () => {
  module = await WebAssembly.compile(readFileSync(built("checker.wasm")));
  const folder = mkdtempSync(join(tmpdir(), "profile-"));
  writeFileSync(join(folder, "profile.yaml"), profile);
  const args = ["packs", "compile", "--profile", join(folder, "profile.yaml")];
  image = execFileSync(built("vouch"), args, { maxBuffer: 1 << 26 });
  rmSync(folder, { recursive: true });
});

afterEach(() => vi.restoreAllMocks());

describe("a checker", () => {
  test("judges by the rules it was given", async () => {
    const { checker } = await loadedChecker();
    const text = "🎉 Guaranteed 8% returns with AcmeX!!";
    const report = await check(checker, text);
    expect(report.verdict).toBe("block");
    const [finding] = report.findings;
    expect(text.slice(finding!.start, finding!.end)).toBe(finding!.quote);
  });

  test("leaves private speech alone", async () => {
    const { checker } = await loadedChecker();
    const report = await check(checker, "Two weeks in Lofoten. Rain, mostly.");
    expect(report).toEqual({ verdict: "clear", protected: false, personal: true, findings: [] });
  });

  test("answers lone surrogates and every plane", async () => {
    const { checker } = await loadedChecker();
    const planes = Array.from({ length: 17 }, (_, plane) =>
      String.fromCodePoint((plane << 16) + 97),
    );
    const text = `\ud800 ${planes.join(" ")} Acme guaranteed returns \udfff`;
    const report = await check(checker, text);
    expect(report.findings.map(({ start, end }) => text.slice(start, end))).toEqual(
      report.findings.map(({ quote }) => quote),
    );
  });

  test("says what it cannot do", async () => {
    const empty = openChecker({ module: async () => module, onTrap: unexpected });
    await expect(check(empty, "Acme")).rejects.toMatchObject({ code: "empty" });
    const { checker } = await loadedChecker();
    const megabyte = "Guaranteed returns! ".repeat(50_000);
    await expect(check(checker, megabyte)).rejects.toMatchObject({ code: "limit" });
    await expect(check(checker, "x".repeat(9_000_000))).rejects.toMatchObject({ code: "limit" });
  });

  test.each([
    ["torn", (good: Uint8Array) => good.subarray(0, 200)],
    ["tampered", (good: Uint8Array) => good.with(good.length - 1, 7)],
    ["foreign", () => seal("rules", 8, image, "globex")],
    ["other_kind", () => seal("library", 8, image)],
    ["older", () => seal("rules", 6, image)],
    ["image", () => seal("rules", 8, new Uint8Array(40))],
  ])("refuses what is %s and keeps what it has", async (code, spoil) => {
    const { checker } = await loadedChecker();
    const bad = spoil(seal("rules", 8, image));
    const expects = { workspace: "acme", newer: 7 };
    await expect(checker.load(bad, key, expects)).rejects.toMatchObject({ code });
    expect((await check(checker, "Acme: guaranteed returns")).verdict).toBe("block");
  });

  test("suggests from the library", async () => {
    const { checker } = await loadedChecker();
    const found = await checker.suggest({ page: "", draft: "AcmeX", k: 3, now_ms: Date.now() });
    expect(found.map(({ story }) => story.id)).toEqual(["s1"]);
    expect(found[0]!.reasons).toEqual(["Mentions AcmeX, as your draft does"]);
  });
});

describe("when it traps", () => {
  test("a new one has the last good bundles, and it is said once", async () => {
    trapOnce("check");
    const onTrap = vi.fn();
    const { checker } = await loadedChecker(onTrap);
    expect((await check(checker, "Acme: guaranteed returns")).verdict).toBe("block");
    expect(await checker.suggest({ page: "AcmeX", draft: "", k: 3, now_ms: 0 })).toHaveLength(1);
    expect(onTrap).toHaveBeenCalledExactlyOnceWith("RuntimeError: unreachable");
  });

  test("a text that stops two in a row is given up", async () => {
    trapOnce("check");
    trapOnce("check");
    const onTrap = vi.fn();
    const { checker } = await loadedChecker(onTrap);
    await expect(check(checker, "Acme")).rejects.toEqual(expect.any(CheckerFailure));
    expect((await check(checker, "Acme: guaranteed returns")).verdict).toBe("block");
    expect(onTrap).toHaveBeenCalledTimes(1);
  });

  test("a module that could not be had is asked for again", async () => {
    const fetched = vi.fn(async () => module).mockRejectedValueOnce(new Error("offline"));
    const onTrap = vi.fn();
    const checker = openChecker({ module: fetched, onTrap });
    await expect(check(checker, "Acme")).rejects.toMatchObject({ code: "empty" });
    expect(onTrap).toHaveBeenCalledExactlyOnceWith("Error: offline");
  });
});

test("the host gives what the module asks for, and nothing that reaches out", () => {
  const asked = WebAssembly.Module.imports(module);
  expect(new Set(asked.map((each) => each.module))).toEqual(new Set(["wasi_snapshot_preview1"]));
  expect(asked.filter(({ name }) => /^(path|sock)_/.test(name))).toEqual([]);
});

const check = (checker: Checker, text: string) =>
  checker.check({ text, surface: "post", day: today });

const unexpected = (reason: string): never => {
  throw new Error(reason);
};

async function loadedChecker(onTrap: (reason: string) => void = unexpected) {
  const checker = openChecker({ module: async () => module, onTrap });
  await checker.load(seal("rules", 7, image), key, { workspace: "acme", newer: 0 });
  await checker.library(seal("library", 3, library()), key, { workspace: "acme", newer: 0 });
  return { checker };
}

/** The next instance throws when it is asked that. */
function trapOnce(question: string): void {
  const real = WebAssembly.instantiate;
  const broken = async (given: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const { exports } = await real(given, imports);
    const trap = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    return { exports: { ...exports, [question]: trap } };
  };
  const spied = vi.isMockFunction(WebAssembly.instantiate)
    ? vi.mocked(WebAssembly.instantiate)
    : vi.spyOn(WebAssembly, "instantiate");
  spied.mockImplementationOnce(broken as never);
}

function built(name: string): string {
  const path = join(repository, "bin", name);
  if (!existsSync(path)) throw new Error(`bin/${name} is missing: run make build first`);
  return path;
}

/** One story, as shared/wire/library.go writes it. */
function library(): Uint8Array {
  const text = (value: string): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value)]);
  };
  const none = Buffer.alloc(4);
  return new Uint8Array(
    Buffer.concat([
      Buffer.of(1, 1, 0, 0, 0),
      text("s1"),
      text("How we test AcmeX"),
      text("Presses, rain and patience."),
      none,
      none,
      text(""),
      text("https://acme.example/test"),
      Buffer.alloc(16),
    ]),
  );
}
