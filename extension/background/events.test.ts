import { describe, expect, it } from "vitest";
import { EventReader } from "./events.ts";

const stream =
  'event: revision\ndata: {"rules":7,"library":3}\n\n: ping\n\ndata: {"a":\ndata: 1}\n\n';

describe("server-sent events", () => {
  it("come out whole wherever the stream is cut", () => {
    const whole = new EventReader().read(stream);
    for (let cut = 0; cut <= stream.length; cut++) {
      const reader = new EventReader();
      expect([...reader.read(stream.slice(0, cut)), ...reader.read(stream.slice(cut))]).toEqual(
        whole,
      );
    }
    expect(whole).toEqual([
      { event: "revision", data: '{"rules":7,"library":3}' },
      { event: "message", data: '{"a":\n1}' },
    ]);
  });

  it("take either kind of line end, even cut between its two halves", () => {
    const reader = new EventReader();
    const events = [..."event: revision\r\ndata: 1\r\n\r\n"].flatMap((each) => reader.read(each));
    expect(events).toEqual([{ event: "revision", data: "1" }]);
  });

  it("have a limit", () => {
    expect(() => new EventReader().read("x".repeat(100_000))).toThrow("too long");
  });
});
