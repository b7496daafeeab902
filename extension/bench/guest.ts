/** A module of the bench's own: alloc, and functions that take the length of what was put there. */
import { wasi } from "../checker/wasi.ts";
import type { Lap } from "./turns.ts";

export interface Guest {
  /** Calls a function on the texts in turn, once `rules` are loaded, one a line. */
  lap(name: string, texts: readonly string[], rules?: readonly string[]): Lap;
}

export async function openGuest(wasm: Uint8Array<ArrayBuffer>): Promise<Guest> {
  const held: { memory?: WebAssembly.Memory } = {};
  const memory = (): WebAssembly.Memory => {
    if (held.memory === undefined) throw new Error("no memory yet");
    return held.memory;
  };
  const module = await WebAssembly.compile(wasm);
  const { exports } = await WebAssembly.instantiate(module, wasi(memory));
  held.memory = exports["memory"] as WebAssembly.Memory;
  const call = (name: string, n = 0): number => Number((exports[name] as (n: number) => number)(n));
  const give = (input: Uint8Array): number => {
    const at = call("alloc", input.length); // may grow the memory, so that its buffer is another
    new Uint8Array(memory().buffer, at, input.length).set(input);
    return input.length;
  };
  call("_initialize");
  const encoder = new TextEncoder();
  return {
    lap: (name, texts, rules) => {
      if (rules !== undefined) call("load", give(encoder.encode(rules.join("\n"))));
      let next = 0;
      return () => call(name, give(encoder.encode(texts[next++ % texts.length])));
    },
  };
}
