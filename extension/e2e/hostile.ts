/**
 * What a hostile page may try. Each function runs in the page's own world, as its scripts do, and
 * knows nothing but what it is given.
 */

/** The doors that a browser may open to an extension, tried with each message; what was answered. */
export async function call({ id, messages }: Knock): Promise<string[]> {
  const answers: string[] = [];
  const worlds = window as unknown as Record<string, { runtime?: Runtime } | undefined>;
  for (const runtime of [worlds["chrome"]?.runtime, worlds["browser"]?.runtime]) {
    for (const message of runtime === undefined ? [] : messages) {
      try {
        answers.push(String(await runtime?.sendMessage(id, message)));
      } catch {
        // Nobody there, as it should be.
      }
    }
  }
  return answers;
}

/** The ways on which scripts of one page talk, tried with each message; what was said in return. */
export async function knock({ messages }: Knock): Promise<string[]> {
  const own = messages.map((each) => JSON.stringify(each));
  const answers: string[] = [];
  const heard = (event: Event): void => {
    const { data, detail } = event as MessageEvent & CustomEvent;
    const said = JSON.stringify(data ?? detail);
    if (!own.includes(said)) answers.push(said);
  };
  const channels = ["composer", "panel", "vouch"].map((name) => new BroadcastChannel(name));
  for (const each of [window, document, ...channels]) each.addEventListener("message", heard);
  for (const message of messages) {
    window.postMessage(message, "*");
    for (const each of channels) each.postMessage(message);
    for (const kind of ["message", "composer", "panel", "command", "vouch"]) {
      document.dispatchEvent(new CustomEvent(kind, { detail: message }));
      window.dispatchEvent(new MessageEvent(kind, { data: message }));
    }
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const each of channels) each.close();
  return answers;
}

export interface Knock {
  readonly id: string;
  readonly messages: readonly unknown[];
}

interface Runtime {
  sendMessage(id: string, message: unknown): Promise<unknown>;
}

/** What asking for an extension's files gives: how each kind of request ends, one line each. */
export async function probe({ id, files }: Probe): Promise<string[]> {
  const load = (tag: "img" | "script" | "link" | "iframe", address: string): Promise<string> =>
    new Promise((resolve) => {
      const element = document.createElement(tag);
      element.onload = () => resolve("loads");
      element.onerror = () => resolve("fails");
      if (element instanceof HTMLLinkElement) {
        element.rel = "stylesheet";
        element.href = address;
      } else element.src = address;
      document.body.append(element);
    });
  const told: string[] = [];
  for (const file of files) {
    const address = `chrome-extension://${id}/${file}`;
    const fetched = fetch(address).then(
      () => "answers",
      (cause: Error) => cause.name,
    );
    told.push(`fetch ${file} ${await fetched}`);
    for (const tag of ["img", "script", "link", "iframe"] as const) {
      told.push(`${tag} ${file} ${await load(tag, address)}`);
    }
  }
  const frames = [...document.querySelectorAll("iframe")].map((each) => each.contentDocument);
  return [...told, `frames ${frames.map((each) => each?.body.innerHTML ?? "closed").join()}`];
}

export interface Probe {
  readonly id: string;
  readonly files: readonly string[];
}

/** Everything of a page that a script might compare to notice somebody else's. */
export function traces(): Record<string, unknown> {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot !== null) roots.push(each.shadowRoot);
    }
  }
  const names = (of: object): string => Reflect.ownKeys(of).map(String).sort().join(" ");
  const elements = roots.flatMap((root) => [...root.querySelectorAll("*")]);
  return {
    window: names(window),
    document: names(document),
    elements: elements.map(
      (each) => `${each.localName} ${each.getAttributeNames()} ${names(each)}`,
    ),
    // Whatever order they came in.
    fetched: performance
      .getEntriesByType("resource")
      .map((each) => new URL(each.name).pathname)
      .sort(),
    stored: [names(localStorage), names(sessionStorage), document.cookie],
    styles: [...document.styleSheets].map((each) => each.ownerNode?.nodeName),
    frames: window.frames.length,
  };
}

/** What is painted on a page, as its scripts can read it. */
export function paint(): { names: string[]; words: string[]; rules: string[] } {
  return {
    names: [...CSS.highlights.keys()],
    words: [...CSS.highlights.values()].flatMap((each) => [...each].map(String)),
    rules: document.adoptedStyleSheets.flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    ),
  };
}

/**
 * Replaces what scripts lean on by versions that note when an extension's script calls them; those
 * that paint are broken for good. To be run before the page's own scripts.
 */
export function patch(): void {
  const caught: string[] = [];
  Object.assign(window, { caught });
  const spy = (owner: object, name: string): void => {
    const real = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
    const patched = function (this: unknown, ...given: unknown[]): unknown {
      if (new Error().stack?.includes("chrome-extension:")) caught.push(name);
      return Reflect.apply(real, this, given);
    };
    Reflect.defineProperty(owner, name, { value: patched, configurable: true, writable: true });
  };
  const targets: readonly (readonly [object, readonly string[]])[] = [
    [Array.prototype, ["map", "filter", "flatMap"]],
    [EventTarget.prototype, ["addEventListener"]],
    [Element.prototype, ["closest", "matches"]],
    [Range.prototype, ["setStart", "setEnd"]],
    [MutationObserver.prototype, ["observe"]],
    [Selection.prototype, ["setBaseAndExtent"]],
  ];
  for (const [owner, names] of targets) for (const name of names) spy(owner, name);
  const painters: readonly (readonly [object, string])[] = [
    [Object.getPrototypeOf(CSS.highlights) as object, "set"],
    [Highlight.prototype, "add"],
  ];
  for (const [owner, name] of painters) {
    const broken = (): never => {
      caught.push(name);
      throw new Error("broken by the page");
    };
    Reflect.defineProperty(owner, name, { value: broken });
  }
}
