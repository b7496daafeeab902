/**
 * The host of checker.wasm: the part of WASI preview 1 that Go's runtime asks for, and nothing
 * that could reach a file, a network or the page. Every fd_* but fd_write answers EBADF; what is
 * written is dropped, because the words of a panic could hold some of a draft.
 */
const success = 0;
const badDescriptor = 8;
const notSupported = 52;

/** proc_exit: the Go program ended itself, after a panic or for want of memory. */
export class Exited extends Error {
  constructor(status: number) {
    super(`the program ended with status ${status}`);
    this.name = "Exited";
  }
}

/** The import object; `memory` is asked for at each call, because it changes when it grows. */
export function wasi(memory: () => WebAssembly.Memory): WebAssembly.Imports {
  const view = (): DataView => new DataView(memory().buffer);
  const refuse = (): number => badDescriptor;
  const none = (count: number, size: number): number => {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return success;
  };
  return {
    wasi_snapshot_preview1: {
      args_get: () => success,
      args_sizes_get: none,
      environ_get: () => success,
      environ_sizes_get: none,
      sched_yield: () => success,
      poll_oneoff: () => notSupported,
      clock_time_get(clock: number, _precision: bigint, at: number): number {
        view().setBigUint64(at, nanoseconds(clock), true);
        return success;
      },
      random_get(at: number, length: number): number {
        fillRandom(new Uint8Array(memory().buffer, at, length));
        return success;
      },
      fd_write(_fd: number, vectors: number, count: number, written: number): number {
        let length = 0;
        for (let i = 0; i < count; i++) length += view().getUint32(vectors + 8 * i + 4, true);
        view().setUint32(written, length, true);
        return success;
      },
      fd_close: refuse,
      fd_fdstat_get: refuse,
      fd_fdstat_set_flags: refuse,
      fd_prestat_dir_name: refuse,
      fd_prestat_get: refuse,
      proc_exit(status: number): never {
        throw new Exited(status);
      },
    },
  };
}

/** Clock 0 is the time of day, every other one only ever rises. */
function nanoseconds(clock: number): bigint {
  const ms = clock === 0 ? Date.now() : performance.now();
  return BigInt(Math.round(ms * 1e6));
}

/** crypto.getRandomValues takes 65,536 bytes at most. */
function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  for (let at = 0; at < bytes.length; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  }
}
