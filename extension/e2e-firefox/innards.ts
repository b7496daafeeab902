/**
 * The browser's own code, which the driver may ask of a Firefox that was started for it. No person
 * and no page can do what is done here: it stands in for half a minute without anything to do.
 */
import type { Browser } from "puppeteer-core";

/** What puppeteer talks through; its types keep it to themselves. */
interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

/** What Firefox knows of a running extension, as far as it is used here. */
interface Running {
  backgroundState: "starting" | "running" | "suspending" | "stopped";
  /** What the browser's own timer calls when the event page has been idle. */
  terminateBackground(how: { ignoreDevToolsAttached: boolean }): Promise<void>;
}

export class Innards {
  private readonly connection: Connection;

  constructor(browser: Browser) {
    this.connection = (browser as unknown as { connection: Connection }).connection;
  }

  /** The event page of an extension dies as it does of idleness. */
  async endEventPage(extension: string): Promise<string> {
    return this.run(endEventPage, extension);
  }

  /** Runs in a window of the browser itself. */
  private async run(work: (given: string) => unknown, given: string): Promise<string> {
    const tree = await this.connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
    const [window] = (tree.result as { contexts: { context: string }[] }).contexts;
    if (window === undefined) throw new Error("the browser has no window");
    const { result } = await this.connection.send("script.callFunction", {
      functionDeclaration: work.toString(),
      arguments: [{ type: "string", value: given }],
      target: { context: window.context },
      awaitPromise: true,
    });
    const answer = result as { type: string; result?: { value?: string } };
    if (answer.type !== "success") throw new Error(`the browser says ${JSON.stringify(answer)}`);
    return answer.result?.value ?? "";
  }
}

async function endEventPage(id: string): Promise<string> {
  const { WebExtensionPolicy } = globalThis as unknown as {
    WebExtensionPolicy: { getByID(id: string): { extension: Running } };
  };
  const { extension } = WebExtensionPolicy.getByID(id);
  if (extension.backgroundState === "running") {
    await extension.terminateBackground({ ignoreDevToolsAttached: true });
  }
  return extension.backgroundState;
}
