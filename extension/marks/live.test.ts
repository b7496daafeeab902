import { describe, expect, it } from "vitest";
import { Live, Superseded } from "./live.ts";
import type { Mark } from "./paint.ts";
import { type Reading, read } from "./reading.ts";

/** A checker that marks every "bad", and answers when told to. */
function open(given = {}) {
  const allowed = { reading: true, painting: true, asking: true, ...given };
  const editor = document.createElement("div");
  editor.innerHTML = "<p><br></p>";
  const waiting: {
    text: string;
    resolve: (marks: Mark[]) => void;
    reject: (cause: Error) => void;
  }[] = [];
  let shown: string[] = [];
  let stale = 0;
  const live = new Live<Mark[]>({
    read: () => read(editor),
    painter: {
      show: (reading: Reading, marks) => {
        shown = marks.map((mark) => `${mark.start}:${reading.text.slice(mark.start, mark.end)}`);
      },
      clear: () => {
        shown = [];
      },
      close: () => {},
    },
    check: (text) => new Promise((resolve, reject) => waiting.push({ text, resolve, reject })),
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
  /** Edits it before anybody looks, as between two frames. */
  const edit = (text: string): void => {
    editor.textContent = text;
  };
  const answer = async (): Promise<void> => {
    for (const { text, resolve } of waiting.splice(0)) {
      const at = text.indexOf("bad");
      resolve(at < 0 ? [] : [{ start: at, end: at + 3, severity: "warn" }]);
    }
    await Promise.resolve();
    await Promise.resolve();
  };
  const fail = async (cause: Error): Promise<void> => {
    for (const { reject } of waiting.splice(0)) reject(cause);
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    live,
    waiting,
    write,
    edit,
    answer,
    fail,
    shown: () => shown,
    stale: () => stale,
    allowed,
  };
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

  it("shows a report where the words are when it comes, not where they were asked about", async () => {
    const { write, edit, answer, shown } = open();
    write("so bad");
    edit("oh, so bad");
    await answer();
    expect(shown()).toEqual(["7:bad"]);
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

  it("is asked about again after a failure, and shows nothing as judged", async () => {
    const { write, answer, fail, waiting, shown } = open();
    write("bad");
    await answer();
    write("bad now");
    expect(shown()).toEqual(["0:bad"]);
    await fail(new Error());
    expect(shown()).toEqual([]);
    write("bad now");
    expect(waiting).toHaveLength(1);
  });

  it("keeps its marks when another composer's question came first", async () => {
    const { live, write, answer, fail, waiting, shown } = open();
    write("bad");
    await answer();
    write("bad now");
    await fail(new Superseded());
    expect(shown()).toEqual(["0:bad"]);
    live.recheck();
    expect(waiting.map((each) => each.text)).toEqual(["bad now"]);
  });

  it("is asked about while it is the one that is written in, and followed always", async () => {
    const { live, write, answer, waiting, shown, allowed } = open();
    write("bad");
    await answer();
    allowed.asking = false;
    write("a bad");
    expect([shown(), waiting.length]).toEqual([["2:bad"], 0]);
    allowed.asking = true;
    live.recheck();
    expect(waiting.map((each) => each.text)).toEqual(["a bad"]);
  });

  it("asks nothing about half a word, and loses no mark by it", async () => {
    const { live, write, answer, waiting, shown } = open();
    write("bad ");
    live.compose(true);
    write("bad ni");
    await answer();
    expect(shown()).toEqual(["0:bad"]);
    write("bad にh");
    expect([shown(), waiting.length]).toEqual([["0:bad"], 0]);
    live.compose(false);
    write("bad にほん");
    expect(waiting.map((each) => each.text)).toEqual(["bad にほん"]);
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
