/** Reads a stream of server-sent events piece by piece. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Longer than any event we know; a server that sends more is not ours. */
const maxPending = 65_536;

export class EventReader {
  #pending = "";

  /** The events that `piece` completes. Comments (pings) complete none. */
  read(piece: string): ServerEvent[] {
    this.#pending = (this.#pending + piece).replaceAll("\r\n", "\n");
    if (this.#pending.length > maxPending) throw new Error("event too long");
    const blocks = this.#pending.split("\n\n");
    this.#pending = blocks.pop() ?? "";
    return blocks.map(parse).filter((each) => each.data !== "");
  }
}

function parse(block: string): ServerEvent {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice("event:".length).trim();
    if (line.startsWith("data:")) data.push(line.slice("data:".length).trim());
  }
  return { event, data: data.join("\n") };
}
