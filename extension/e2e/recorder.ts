/**
 * A proxy between the extension and the server, so that a test reads every byte that leaves the
 * device, cuts the line, or changes what comes back.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificate } from "../fixtures/certificate.ts";
import type { Seen } from "../fixtures/server.ts";

/** Changes an answer's body on its way to the device; undefined leaves it as it is. */
export type Tamper = (url: string, body: Buffer) => Buffer | undefined;

export class Recorder {
  readonly seen: Seen[] = [];
  /** While true every connection breaks off, as it does without a network. */
  offline = false;
  tamper: Tamper = () => undefined;
  /** Answers to these never arrive: the server has heard, and the device cannot know. */
  loses: (url: string) => boolean = () => false;
  private readonly server: Server;
  private target: URL;
  /** The name under which it stands, behind TLS; empty: this machine's address, in the clear. */
  private readonly host: string;

  private constructor(target: string, host: string) {
    this.target = new URL(target);
    this.host = host;
    const listener: RequestListener = (from, to) => {
      this.pass(from, to).catch(() => to.destroy());
    };
    this.server =
      host === "" ? createServer(listener) : createSecure(makeCertificate(host), listener);
  }

  static async before(target: string, host = ""): Promise<Recorder> {
    const recorder = new Recorder(target, host);
    await new Promise<void>((resolve) => recorder.server.listen(0, "127.0.0.1", resolve));
    return recorder;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return this.host === "" ? `http://127.0.0.1:${this.port}` : `https://${this.host}:${this.port}`;
  }

  /** Breaks every open connection and refuses new ones until online again. */
  cut(): void {
    this.offline = true;
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async pass(from: IncomingMessage, to: ServerResponse): Promise<void> {
    if (this.offline) {
      to.destroy();
      return;
    }
    const body = await read(from);
    const url = from.url ?? "/";
    this.seen.push({
      method: from.method ?? "",
      url,
      headers: from.rawHeaders.join("\n"),
      body,
    });
    const onward = request(
      new URL(url, this.target),
      { method: from.method ?? "GET", headers: { ...from.headers, host: this.target.host } },
      (answer) => {
        this.answer(url, answer, to).catch(() => to.destroy());
      },
    );
    onward.on("error", () => to.destroy());
    to.on("close", () => onward.destroy());
    onward.end(body);
  }

  private async answer(url: string, answer: IncomingMessage, to: ServerResponse): Promise<void> {
    const isStream = answer.headers["content-type"]?.startsWith("text/event-stream") === true;
    if (isStream) {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
      return;
    }
    const body = await read(answer);
    if (this.loses(url)) {
      to.destroy();
      return;
    }
    const changed = this.tamper(url, body) ?? body;
    const headers = { ...answer.headers, "content-length": String(changed.length) };
    delete headers["transfer-encoding"];
    to.writeHead(answer.statusCode ?? 502, headers).end(changed);
  }
}

async function read(from: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of from) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
