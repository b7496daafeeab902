/** A server as far as the outbox is concerned: it records each fact once, and turns tokens. */
import type { Courier, SyncOutcome } from "../courier/courier.ts";
import type { CourierState, Tokens } from "../courier/exchange.ts";
import type { Life } from "../store/mortal.fixture.ts";
import type { Fact } from "../wire/shapes.ts";
import { good } from "./paired.fixture.ts";

export class Ledger {
  /** Ids of the recorded facts, in the order of their recording. */
  readonly recorded: string[] = [];
  /** Facts that came again. */
  duplicates = 0;
  #generation = 0;
  /** Of access tokens: each serves so many questions, so that renewing happens at every place. */
  readonly #serves: number;
  #served = 0;

  constructor(serves: number) {
    this.#serves = serves;
  }

  get refresh(): string {
    return `r${this.#generation}`;
  }

  /** The current refresh token is turned; the one before it is answered alike, as after a lost answer. */
  renew(refresh: string): Tokens {
    if (refresh === this.refresh) {
      this.#generation += 1;
      this.#served = 0;
    } else if (refresh !== `r${this.#generation - 1}`) {
      throw new Error(`shut out: ${refresh} is spent`);
    }
    return { access: `a${this.#generation}`, refresh: this.refresh, expires_ms: 0 };
  }

  lets(access: string): boolean {
    return access === `a${this.#generation}` && this.#served < this.#serves;
  }

  record(facts: readonly Fact[]) {
    this.#served += 1;
    return facts.map(({ id }) => {
      const again = this.recorded.includes(id);
      if (again) this.duplicates += 1;
      else this.recorded.push(id);
      return { id, status: again ? ("duplicate" as const) : ("recorded" as const), reason: "" };
    });
  }
}

/** Carries as courier.wasm does; every question to the server is a step of this life. */
export function courierTo(ledger: Ledger, life: Life, onTokens: (t: Tokens) => void): Courier {
  const never = () => Promise.reject(new Error("not asked"));
  const renewed = async (state: CourierState): Promise<CourierState> => {
    if (ledger.lets(state.tokens.access)) return state;
    const tokens = await life.step(async () => ledger.renew(state.tokens.refresh));
    onTokens(tokens);
    return { ...state, tokens };
  };
  const sync = async (before: CourierState, outbox: Fact[]): Promise<SyncOutcome> => {
    const state = await renewed(before);
    const receipts = await life.step(async () => ledger.record(outbox));
    const { response, ...rest } = good(state);
    if (response === undefined) throw new Error("a good answer has a response");
    return { ...rest, state, response: { ...response, receipts } };
  };
  return { pair: never, fetch: never, mint: never, sync };
}
