import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  CheckerFailure,
  checkFrame,
  loadFrame,
  nearFrame,
  readAnswer,
  rulebookFrame,
  suggestFrame,
} from "./frames.ts";

// Go's tests write this file and hold themselves to it as well.
const golden = new URL("../../shared/wire/testdata/frames.json", import.meta.url);
const pinned: { name: string; kind: string; request: never; frame: string }[] = JSON.parse(
  readFileSync(golden, "utf8"),
);

const frameOf: Record<string, (request: never) => Uint8Array> = {
  check: checkFrame,
  suggest: suggestFrame,
  rulebook: rulebookFrame,
  near: ({ text, week, own }: { text: string; week: string; own: string }) =>
    nearFrame({ text, week: unhex(week), own: unhex(own) }),
  load: (request: {
    key: string;
    workspace: string;
    newer: number;
    held: string;
    bundle: string;
  }) =>
    loadFrame(unhex(request.bundle), unhex(request.key), {
      workspace: request.workspace,
      newer: request.newer,
      held: unhex(request.held),
    }),
};

describe("frames", () => {
  test.each(pinned)("$kind: $name", ({ kind, request, frame }) => {
    expect(hex(frameOf[kind]!(request))).toBe(frame);
  });

  test("a lone surrogate takes one unit", () => {
    const lone = checkFrame({ text: "a\ud800b", surface: "post", day: 0 });
    const mended = checkFrame({ text: "a\ufffdb", surface: "post", day: 0 });
    expect(hex(lone)).toBe(hex(mended));
  });
});

describe("answers", () => {
  test("JSON is parsed", () => {
    expect(readAnswer(new TextEncoder().encode('\0{"a":[1]}'))).toEqual({ a: [1] });
  });

  test("a failure is thrown with its code", () => {
    const answer = unhex(`01${"05000000"}${hexOf("limit")}${"08000000"}${hexOf("too long")}`);
    expect(() => readAnswer(answer)).toThrow(new CheckerFailure("limit", "too long"));
  });
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const hexOf = (text: string): string => Buffer.from(text).toString("hex");
const unhex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, "hex"));
