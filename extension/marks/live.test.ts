import { describe, expect, it } from "vitest";
import { Live } from "./live.ts";
import type { Mark } from "./paint.ts";
import type { Reading } from "./reading.ts";

/** A checker that marks every "bad", and answers when told to. */
function open(allowed = { reading: true, painting: true }) {
  const editor = document.createElement("div");
  editor.innerHTML = "<p><br></p>";
  const waiting: { text: string; resolve: (marks: Mark[]) => void; reject: () => void }[] = [];
  let shown: string[] = [];
  let stale = 0;
  const live = new Live<Mark[]>({
    editor,
    painter: {
      show: (reading: Reading, marks) => {
        shown = marks.map((mark) => `${mark.start}:${reading.text.slice(mark.start, mark.end)}`);
      },
      clear: () => {
        shown = [];
      },
    },
    check: (text) =>
      new Promise((resolve, reject) =>
        waiting.push({ text, resolve, reject: () => reject(new Error()) }),
      ),
    marksOf: (marks) => marks,
    allowed: () => allowed,
    onStale: () => {
      stale += 1;
    },
  });
  const write = (text: string): void => {
    editor.textContent = text;
    live.refresh();
  };
  const answer = async (): Promise<void> => {
    for (const { text, resolve } of waiting.splice(0)) {
      const at = text.indexOf("bad");
      resolve(at < 0 ? [] : [{ start: at, end: at + 3, severity: "warn" }]);
    }
    await Promise.resolve();
    await Promise.resolve();
  };
  return { live, waiting, write, answer, shown: () => shown, stale: () => stale, allowed };
}

describe("a live text", () => {
  it("is asked about once for each state of it", () => {
    const { write, waiting } = open();
    write("so bad");
    write("so bad");
    expect(waiting.map((each) => each.text)).toEqual(["so bad"]);
  });

  it("shows marks, moves them with an edit before, and drops those an edit touches", async () => {
    const { write, answer, shown } = open();
    write("so bad");
    await answer();
    expect(shown()).toEqual(["3:bad"]);
    write("so, so bad");
    expect(shown()).toEqual(["7:bad"]);
    write("so, so badly");
    expect(shown()).toEqual([]);
  });

  it("drops a report that comes too late", async () => {
    const { live, write, waiting, shown } = open();
    write("bad");
    const [first] = waiting.splice(0);
    write("good");
    first!.resolve([{ start: 0, end: 3, severity: "warn" }]);
    await Promise.resolve();
    expect([shown(), live.judged]).toEqual([[], undefined]);
  });

  it("has a report for exactly the judged text and no other", async () => {
    const { live, write, answer } = open();
    write("bad");
    await answer();
    expect(live.reportOf("bad")).toHaveLength(1);
    expect(live.reportOf("bad ")).toBeUndefined();
  });

  it("is asked about again after a failure", async () => {
    const { write, waiting } = open();
    write("bad");
    waiting.splice(0)[0]!.reject();
    await Promise.resolve();
    await Promise.resolve();
    write("bad");
    expect(waiting).toHaveLength(1);
  });

  it("is asked about again when the rules changed", async () => {
    const { live, write, answer, waiting } = open();
    write("bad");
    await answer();
    live.recheck();
    expect(waiting.map((each) => each.text)).toEqual(["bad"]);
  });

  it("that was emptied is neither judged nor marked", async () => {
    const { write, answer, shown, stale, waiting } = open();
    write("bad");
    await answer();
    write("");
    expect([shown(), stale(), waiting.length]).toEqual([[], 1, 0]);
  });

  it("is not read unless asked to where reading is off, and an edit ends what was known", async () => {
    const { live, write, answer, shown, stale, waiting } = open({ reading: false, painting: true });
    write("bad");
    expect(waiting).toHaveLength(0);
    void live.checkNow();
    await answer();
    expect(shown()).toEqual(["0:bad"]);
    write("bad now");
    expect([shown(), stale(), live.judged]).toEqual([[], 1, undefined]);
  });
});
