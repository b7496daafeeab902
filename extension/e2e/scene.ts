/** Everything together: the server, the line to it, the stand-in for LinkedIn, and the browser. */
import type { Page } from "playwright-core";
import { type Fixture, startFixture } from "../fixtures/server.ts";
import { type Alter, Browser, type World } from "./browser.ts";
import { Composer, type Place } from "./composer.ts";
import { Panel } from "./panel.ts";
import { Recorder } from "./recorder.ts";
import { Vouch } from "./vouch.ts";

export class Scene {
  readonly vouch: Vouch;
  readonly line: Recorder;
  readonly fixture: Fixture;
  readonly browser: Browser;

  private constructor(vouch: Vouch, line: Recorder, fixture: Fixture, browser: Browser) {
    this.vouch = vouch;
    this.line = line;
    this.fixture = fixture;
    this.browser = browser;
  }

  static async set(alter?: Alter): Promise<Scene> {
    const vouch = await Vouch.start();
    const line = await Recorder.before(vouch.run.url);
    const fixture = await startFixture();
    const browser = await Browser.start(fixture.port, alter && { alter });
    return new Scene(vouch, line, fixture, browser);
  }

  /** A scene whose server stands under a name of its own, and what surrounds the browser there. */
  static async elsewhere(host: string, around: (line: Recorder) => World): Promise<Scene> {
    const vouch = await Vouch.start();
    const line = await Recorder.before(vouch.run.url, host);
    const fixture = await startFixture();
    const world = { hosts: { [host]: line.port }, ...around(line) };
    return new Scene(vouch, line, fixture, await Browser.start(fixture.port, world));
  }

  /** A scene whose extension is paired and has consent to everything but what is named. */
  static async paired(off: readonly string[] = [], alter?: Alter): Promise<Scene> {
    const scene = await Scene.set(alter);
    try {
      await scene.enter(off);
    } catch (cause) {
      await scene.end();
      throw cause;
    }
    return scene;
  }

  private async enter(off: readonly string[]): Promise<void> {
    const panel = await this.panel();
    await panel.pair(this.line.url, this.vouch.run.pairing_code);
    await panel.consent(off);
    await panel.page.close();
  }

  /** The panel, watching the given page's tab. */
  async panel(watched?: Page): Promise<Panel> {
    const tab = watched === undefined ? "" : `?tab=${await this.browser.tabOf(watched)}`;
    const page = await this.browser.context.newPage();
    await page.goto(this.browser.address(`panel.html${tab}`));
    return new Panel(page);
  }

  async page(place: Place): Promise<Composer> {
    const page = await this.browser.context.newPage();
    await page.goto(Composer.addressOf(place, this.vouch.run.practice));
    return new Composer(page, place);
  }

  /** A page with an open composer, and the panel that watches it. */
  async writing(place: Place): Promise<{ composer: Composer; panel: Panel }> {
    const composer = await this.page(place);
    const panel = await this.panel(composer.page);
    await composer.page.bringToFront();
    await composer.open();
    return { composer, panel };
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.fixture.close();
    await this.line.close();
    await this.vouch.end();
  }
}

/** What the issue has people type first. */
export const promise = "Guaranteed 8% returns with AcmeX!!";

/** The rule that forbids it. */
export const promissory = "finra.promissory";
