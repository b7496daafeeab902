/** Firefox, the real server, the line to it, and the stand-in for LinkedIn. */
import type { Page } from "puppeteer-core";
import { Recorder } from "../e2e/recorder.ts";
import { Vouch } from "../e2e/vouch.ts";
import { type Fixture, host, startFixture } from "../fixtures/server.ts";
import { Backstage } from "./backstage.ts";
import { Composer } from "./composer.ts";
import { Firefox } from "./firefox.ts";
import type { Policy } from "./managed.ts";
import { Panel } from "./panel.ts";

/** The generations whose editor stands in the document and in a shadow root. */
export type Place = "classic" | "interop";

export class Scene {
  readonly vouch: Vouch;
  readonly line: Recorder;
  readonly fixture: Fixture;
  readonly firefox: Firefox;

  private constructor(vouch: Vouch, line: Recorder, fixture: Fixture, firefox: Firefox) {
    this.vouch = vouch;
    this.line = line;
    this.fixture = fixture;
    this.firefox = firefox;
  }

  static async set(policyFor?: (line: Recorder) => Policy): Promise<Scene> {
    const vouch = await Vouch.start();
    const line = await Recorder.before(vouch.run.url);
    const fixture = await startFixture();
    return new Scene(vouch, line, fixture, await Firefox.start(policyFor?.(line)));
  }

  /** A scene whose extension is paired and has consent to everything that is asked for. */
  static async paired(): Promise<Scene> {
    const scene = await Scene.set();
    const panel = await scene.panel();
    await panel.pair(scene.line.url, scene.vouch.run.pairing_code);
    await panel.consent();
    await panel.page.close();
    return scene;
  }

  /** The panel as the sidebar shows it, watching the given page's tab. */
  async panel(watched?: Page): Promise<Panel> {
    const tab = watched === undefined ? "" : `?tab=${await this.firefox.tabOf(watched)}`;
    return new Panel(await this.firefox.own(`panel.html${tab}`));
  }

  async backstage(): Promise<Backstage> {
    return new Backstage(await this.firefox.backstage());
  }

  async page(place: Place): Promise<Composer> {
    const query = place === "interop" ? "?ui=interop" : "";
    const address = `https://${host}:${this.fixture.port}/feed/${query}`;
    return new Composer(await this.firefox.open(address));
  }

  /** A page with an open composer, and the panel that watches it. */
  async writing(place: Place): Promise<{ composer: Composer; panel: Panel }> {
    const composer = await this.page(place);
    const panel = await this.panel(composer.page);
    await composer.page.bringToFront();
    await composer.open();
    return { composer, panel };
  }

  /** Facts of a kind that the server was told, as often as it was. */
  told(kind: string): Record<string, unknown>[] {
    const asked = this.line.seen.filter(({ url, body }) => url === "/v1/sync" && body.length > 0);
    const facts: Record<string, unknown>[] = asked.flatMap(
      ({ body }) => JSON.parse(body.toString()).outbox ?? [],
    );
    return facts.filter((fact) => fact["kind"] === kind);
  }

  async end(): Promise<void> {
    await this.firefox.close();
    await this.fixture.close();
    await this.line.close();
    await this.vouch.end();
  }
}

export async function closeAll(...held: { page: { close(): Promise<void> } }[]): Promise<void> {
  for (const each of held) await each.page.close();
}
