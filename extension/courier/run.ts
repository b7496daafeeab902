/**
 * Runs courier.wasm once. It takes its request from a door, an object under a name that is made
 * for this run and passed as its argument, and leaves its answer there. Then nothing holds it any
 * more, and it goes with its memory.
 */
export interface Answer {
  json: string;
  rules: Uint8Array | undefined;
  library: Uint8Array | undefined;
}

/** What the courier may call while it runs. */
export interface Door {
  turned(json: string): void;
  held(kind: string): Promise<Uint8Array | undefined>;
}

/** The loader that wasm_exec.js puts on the global object. */
interface GoLoader {
  argv: string[];
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

export async function runCourier(
  module: () => Promise<WebAssembly.Module>,
  request: unknown,
  door: Door,
): Promise<Answer> {
  const name = `courier-${crypto.randomUUID()}`;
  const go = loader();
  go.argv = ["courier", name];
  const instance = await WebAssembly.instantiate(await module(), go.importObject);
  try {
    return await new Promise((resolve, reject) => {
      Reflect.set(globalThis, name, {
        request: JSON.stringify(request),
        turned: door.turned,
        held: door.held,
        answer: (json: string, rules?: Uint8Array, library?: Uint8Array) =>
          resolve({ json, rules, library }),
      });
      const ended = () => reject(new Error("The courier ended without an answer."));
      go.run(instance).then(ended, reject);
    });
  } finally {
    Reflect.deleteProperty(globalThis, name);
  }
}

/** wasm_exec.js must have been imported: a worker may not import it later. */
function loader(): GoLoader {
  const made: unknown = Reflect.get(globalThis, "Go");
  if (typeof made !== "function")
    throw new Error("wasm_exec.js was not imported before the courier ran.");
  const go: unknown = Reflect.construct(made, []);
  if (!isLoader(go)) throw new Error("wasm_exec.js is not the loader that the courier knows.");
  return go;
}

function isLoader(value: unknown): value is GoLoader {
  return (
    typeof value === "object" &&
    value !== null &&
    Array.isArray(Reflect.get(value, "argv")) &&
    typeof Reflect.get(value, "importObject") === "object" &&
    typeof Reflect.get(value, "run") === "function"
  );
}
