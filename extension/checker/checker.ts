/**
 * The checker as the rest of the extension sees it: one instance of checker.wasm, made when first
 * needed. When it traps, a new instance is made, the last good bundles are loaded again, the call
 * is tried once more, and `onTrap` is told once.
 */

import {
  CheckerFailure,
  type CheckRequest,
  checkFrame,
  type Expect,
  loadFrame,
  type NearRequest,
  nearFrame,
  type RulebookRequest,
  readAnswer,
  rulebookFrame,
  type SuggestRequest,
  suggestFrame,
} from "../wire/frames.ts";
import { list } from "../wire/parse.ts";
import { type Rulebook, rulebook } from "../wire/questions.ts";
import {
  type Near,
  near,
  type Report,
  report,
  type Suggestion,
  suggestion,
} from "../wire/shapes.ts";
import { type Instance, type Question, start } from "./instance.ts";
import { type Loaded, loaded } from "./loaded.ts";

export interface CheckerParts {
  /** Compiles or fetches checker.wasm; asked once. */
  module: () => Promise<WebAssembly.Module>;
  /** Told once for each trap. The reason never holds any of a draft. */
  onTrap: (reason: string) => void;
}

/** Every method rejects with CheckerFailure when the checker says why it cannot answer. */
export interface Checker {
  /** `key` is the pinned Ed25519 key, 32 raw bytes. A refused bundle leaves the one loaded. */
  load(bundle: Uint8Array, key: Uint8Array, expect: Expect): Promise<Loaded>;
  library(bundle: Uint8Array, key: Uint8Array, expect: Expect): Promise<Loaded>;
  check(request: CheckRequest): Promise<Report>;
  suggest(request: SuggestRequest): Promise<Suggestion[]>;
  /** The fingerprint of a text, and what of a week's posts is nearly the same. */
  near(request: NearRequest): Promise<Near>;
  /** The rules that drafts are judged by, and whether they are this person's. */
  rulebook(request: RulebookRequest): Promise<Rulebook>;
}

export function openChecker(parts: CheckerParts): Checker {
  const ask = lifeline(parts);
  return {
    load: async (bundle, key, expect) => loaded(await ask("load", loadFrame(bundle, key, expect))),
    library: async (bundle, key, expect) =>
      loaded(await ask("library", loadFrame(bundle, key, expect))),
    check: async (request) => report(await ask("check", checkFrame(request))),
    suggest: async (request) => list(suggestion)(await ask("suggest", suggestFrame(request))),
    near: async (request) => near(await ask("near", nearFrame(request))),
    rulebook: async (request) => rulebook(await ask("rulebook", rulebookFrame(request))),
  };
}

type Ask = (question: Question, frame: Uint8Array) => Promise<unknown>;

/** Asks the instance there is, or a new one, and remembers the last good bundle of each kind. */
function lifeline(parts: CheckerParts): Ask {
  let module: Promise<WebAssembly.Module> | undefined;
  let running: Promise<Instance> | undefined;
  const good = new Map<Question, Uint8Array>();

  const open = async (): Promise<Instance> => {
    module ??= parts.module();
    module.catch(() => {
      module = undefined;
    });
    const instance = await start(await module);
    for (const [question, frame] of good) readAnswer(instance.ask(question, frame));
    return instance;
  };

  const attempt: Ask = async (question, frame) => {
    running ??= open();
    const mine = running;
    try {
      const answer = readAnswer((await mine).ask(question, frame));
      if (question === "load" || question === "library") good.set(question, frame);
      return answer;
    } catch (cause) {
      if (!(cause instanceof CheckerFailure) && running === mine) running = undefined;
      throw cause;
    }
  };

  return async (question, frame) => {
    try {
      return await attempt(question, frame);
    } catch (cause) {
      if (cause instanceof CheckerFailure) throw cause;
      parts.onTrap(reasonOf(cause));
    }
    try {
      return await attempt(question, frame);
    } catch (cause) {
      if (cause instanceof CheckerFailure) throw cause;
      throw new CheckerFailure("trapped", "The checker stopped, twice; nothing was checked.");
    }
  };
}

const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : "unknown";
