/**
 * What a workspace pushed of LinkedIn's pages, taken into use without a reload. The worker is asked
 * when somebody first writes anywhere, and again, now and then, when they write in what is not
 * known: a page that changed may have been mended meanwhile.
 */
import { setSurfaces } from "../linkedin/current.ts";
import { type SurfacesMessage, toTab } from "../wire/messages.ts";
import { attempt } from "../wire/parse.ts";

/** No draft is checked online with what is older than this. */
const againAfterMs = 60_000;

export interface Pushed {
  readonly revision: number;
  readonly json: string;
}

export class Surfacing {
  #revision = 0;
  #askedAt = Number.NEGATIVE_INFINITY;

  /** What is known has changed: what stands open is looked for anew. */
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Somebody began to write: in a composer that is known, or in something else. */
  onWriting(isKnown: boolean): void {
    const asked = this.#askedAt !== Number.NEGATIVE_INFINITY;
    if (asked && (isKnown || performance.now() - this.#askedAt < againAfterMs)) return;
    this.#askedAt = performance.now();
    this.#say("");
  }

  take({ revision, json }: Pushed): void {
    if (revision === this.#revision) return;
    this.#revision = revision;
    const complaint = setSurfaces(read(json));
    if (complaint !== "") this.#say(complaint);
    this.#onChange();
  }

  #say(refused: string): void {
    const message: SurfacesMessage = { kind: "surfaces", revision: this.#revision, refused };
    chrome.runtime.sendMessage(message).then((raw: unknown) => {
      const answer = attempt(toTab, raw);
      if (answer?.kind === "surfaces") this.take(answer);
    }, console.warn);
  }
}

/** Data that is no JSON is refused like any other that does not fit. */
function read(json: string): unknown {
  if (json === "") return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
