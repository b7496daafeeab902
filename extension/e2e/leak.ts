/** Looks for the text of a marker draft in bytes that left the device. */
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Seen } from "../fixtures/server.ts";

/** No run of this many characters of a draft may leave. */
const run = 8;

/** Every run of the marker, as it would look in the encodings a message could use. */
export function runsOf(marker: string): Map<string, string> {
  const runs = new Map<string, string>();
  for (let at = 0; at + run <= marker.length; at++) {
    const part = marker.slice(at, at + run);
    const add = (form: string, name: string): void => {
      runs.set(form.toLowerCase(), `${name} of "${part}"`);
    };
    add(part, "text");
    add(encodeURIComponent(part), "percent encoding");
    add(part.replaceAll(" ", "+"), "form encoding");
    add(JSON.stringify(part).slice(1, -1), "JSON");
    add(Buffer.from(part, "utf16le").toString("latin1"), "UTF-16, little endian");
    add(Buffer.from(part, "utf16le").swap16().toString("latin1"), "UTF-16, big endian");
    add(Buffer.from(part).toString("hex"), "hex");
    addBase64(part, add);
  }
  return runs;
}

/** The inner letters of the base64 of a part depend on where in a group of three it begins. */
function addBase64(part: string, add: (form: string, name: string) => void): void {
  for (const bytes of [Buffer.from(part), Buffer.from(part, "utf16le")]) {
    for (let shift = 0; shift < 3; shift++) {
      const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
      const inner = padded.toString("base64").slice(shift === 0 ? 0 : shift + 1);
      const sure = inner.replace(/=+$/, "").slice(0, -1);
      add(sure, "base64");
      add(sure.replaceAll("+", "-").replaceAll("/", "_"), "base64url");
    }
  }
}

/** What of the marker stands in a request: one line a place, empty when nothing does. */
export function leaks(seen: readonly Seen[], marker: string): string[] {
  const runs = runsOf(marker);
  const found: string[] = [];
  for (const each of seen) {
    for (const form of formsOf(each)) {
      for (const [needle, name] of runs) {
        if (form.includes(needle)) found.push(`${each.method} ${each.url}: ${name}`);
      }
    }
  }
  return found;
}

function formsOf(seen: Seen): string[] {
  const bodies = [seen.body, ...decompressed(seen.body)];
  return [
    seen.url,
    seen.headers,
    ...bodies.flatMap((body) => [body.toString("latin1"), body.toString("utf8")]),
  ].map((form) => form.toLowerCase());
}

function decompressed(body: Buffer): Buffer[] {
  const readers = [gunzipSync, inflateSync, brotliDecompressSync];
  return readers.flatMap((inflate) => {
    try {
      return [inflate(body)];
    } catch {
      return [];
    }
  });
}
