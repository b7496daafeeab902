import { CheckerFailure } from "../wire/frames.ts";
import { wasi } from "./wasi.ts";

/** What checker.wasm can be asked. */
export type Question = "load" | "library" | "check" | "suggest" | "near" | "rulebook";

/** One running instance. Its calls are synchronous; after a throw that is no CheckerFailure it is dead. */
export interface Instance {
  ask(question: Question, frame: Uint8Array): Uint8Array;
  /** Bytes of linear memory, which never shrinks. */
  memoryBytes(): number;
}

export async function start(module: WebAssembly.Module): Promise<Instance> {
  const held: { memory?: WebAssembly.Memory } = {};
  const memory = (): WebAssembly.Memory => {
    if (held.memory === undefined) throw new Error("the checker has no memory yet");
    return held.memory;
  };
  const { exports } = await WebAssembly.instantiate(module, wasi(memory));
  if (!(exports["memory"] instanceof WebAssembly.Memory)) {
    throw new Error("checker.wasm exports no memory");
  }
  held.memory = exports["memory"];
  call(exports, "_initialize");
  return {
    ask: (question, frame) => ask(exports, memory, question, frame),
    memoryBytes: () => memory().buffer.byteLength,
  };
}

function ask(
  exports: WebAssembly.Exports,
  memory: () => WebAssembly.Memory,
  question: Question,
  frame: Uint8Array,
): Uint8Array {
  const at = Number(call(exports, "alloc", frame.length)) >>> 0;
  if (at === 0) throw new CheckerFailure("limit", "This is longer than what can be checked.");
  new Uint8Array(memory().buffer, at, frame.length).set(frame);
  const packed = BigInt.asUintN(64, BigInt(String(call(exports, question, frame.length))));
  const length = Number(packed & 0xffffffffn);
  return new Uint8Array(memory().buffer, Number(packed >> 32n), length).slice();
}

function call(exports: WebAssembly.Exports, name: string, ...given: number[]): unknown {
  const found = exports[name];
  if (typeof found !== "function") throw new Error(`checker.wasm does not export ${name}`);
  return found(...given);
}
