// Runs courier.wasm once in Node: run.mjs GOROOT COURIER.WASM [HELD RULES] < request > answer.
// The door is the one that extension/courier/run.ts makes.
import { readFileSync } from "node:fs";

const [goRoot, wasm] = process.argv.slice(2);
await import(`${goRoot}/lib/wasm/wasm_exec.js`);
const base64 = (bytes) => bytes && Buffer.from(bytes).toString("base64");
const held = process.argv[4] && new Uint8Array(readFileSync(process.argv[4]));
let turned;
globalThis.door = {
  request: readFileSync(0, "utf8"),
  async held(kind) {
    return kind === "rules" ? held : undefined;
  },
  turned(json) {
    turned = json;
  },
  answer(json, rules, library) {
    const given = { JSON: json, Turned: turned, Rules: base64(rules), Library: base64(library) };
    process.stdout.write(JSON.stringify(given), () => process.exit(0));
  },
};
const go = new Go();
go.argv = ["courier", "door"];
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), go.importObject);
go.run(instance);
