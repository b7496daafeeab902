/** Firefox, the real server, the line to it, and the stand-in for LinkedIn. */
import type { Page } from "puppeteer-core";
import { Recorder } from "../e2e/recorder.ts";
import { Vouch } from "../e2e/vouch.ts";
import { type Fixture, host, startFixture } from "../fixtures/server.ts";
import { Composer } from "./composer.ts";
import { Firefox, type Preferences } from "./firefox.ts";
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

  static async set(preferences: Preferences = {}): Promise<Scene> {
    const vouch = await Vouch.start();
    const line = await Recorder.before(vouch.run.url);
    const fixture = await startFixture();
    return new Scene(vouch, line, fixture, await Firefox.start(preferences));
  }

  /** The panel as the sidebar shows it, watching the given page's tab. */
  async panel(watched?: Page): Promise<Panel> {
    const tab = watched === undefined ? "" : `?tab=${await this.firefox.tabOf(watched)}`;
    return new Panel(await this.firefox.own(`panel.html${tab}`));
  }

  /** A page with an open composer, and the panel that watches it. */
  async writing(place: Place): Promise<{ composer: Composer; panel: Panel }> {
    const query = place === "interop" ? "?ui=interop" : "";
    const page = await this.firefox.open(`https://${host}:${this.fixture.port}/feed/${query}`);
    const panel = await this.panel(page);
    await page.bringToFront();
    const composer = new Composer(page);
    await composer.open();
    return { composer, panel };
  }

  async end(): Promise<void> {
    await this.firefox.close();
    await this.fixture.close();
    await this.line.close();
    await this.vouch.end();
  }
}
