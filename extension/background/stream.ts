/**
 * News while somebody is writing: one stream, held only as long as a composer has the focus. It
 * says which revisions are out and where they lie; the courier fetches and verifies them.
 */
import { type Out, out } from "../courier/exchange.ts";
import { type ApiDoor, openApi } from "../wire/api.ts";
import { attempt } from "../wire/parse.ts";
import { EventReader } from "./events.ts";
import type { Clock } from "./parts.ts";

export interface StreamParts {
  /** Address and token, fresh; undefined while there is nobody to listen to. */
  door(): Promise<ApiDoor | undefined>;
  onRevision(out: Out): void;
  fetch: typeof fetch;
  clock: Clock;
}

export interface Stream {
  /** Listens or stops listening; says so as often as you like. */
  want(listening: boolean): void;
}

const firstWaitMs = 1000;
const longestWaitMs = 30_000;

export function openStream(parts: StreamParts): Stream {
  let running: AbortController | undefined;
  return {
    want(listening) {
      if (!listening) {
        running?.abort();
        running = undefined;
        return;
      }
      if (running !== undefined) return;
      running = new AbortController();
      keepListening(parts, running.signal).catch(console.warn);
    },
  };
}

async function keepListening(parts: StreamParts, signal: AbortSignal): Promise<void> {
  let wait = firstWaitMs;
  while (!signal.aborted) {
    const heard = await listen(parts, signal).catch(() => false);
    wait = heard ? firstWaitMs : Math.min(wait * 2, longestWaitMs);
    await sleep(wait * (0.5 + parts.clock.random()), signal);
  }
}

/** Whether anything came before the stream ended. */
async function listen(parts: StreamParts, signal: AbortSignal): Promise<boolean> {
  const door = await parts.door();
  if (door === undefined) return false;
  const headers = { accept: "text/event-stream" };
  const asked = { headers, signal, cache: "no-store", parseAs: "stream" } as const;
  const { data: body } = await openApi(door, parts.fetch).GET("/v1/stream", asked);
  if (!body) return false;
  const events = new EventReader();
  const pieces = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await pieces.read();
    if (done) return true;
    for (const { event, data } of events.read(value)) {
      if (event === "revision") hear(parts, data);
    }
  }
}

function hear(parts: StreamParts, data: string): void {
  const heard = attempt(out, parsed(data));
  if (heard !== undefined) parts.onRevision(heard);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
