/** What was acknowledged survives the death of the store. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Scene } from "./scene.ts";
import { until } from "./wait.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

const person = {
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  accept: "text/html",
  "accept-language": "en",
};

test("a click acknowledged before Redis is killed is there when it is back", async () => {
  const { composer, panel } = await scene.writing("classic");
  await composer.type("Acme Cloud runs in Oslo now. ");
  await panel.part("story").first().getByTestId("use").first().click();
  const link = await until(
    "the link",
    async () => /https?:\/\/\S+\/l\/\w+/.exec(await composer.text())?.[0],
  );
  const before = await panel.number("clicks");
  const rounds = 3;
  for (let round = 1; round <= rounds; round++) {
    const answer = await fetch(link, {
      redirect: "manual",
      // Another visitor each round: one visitor counts once a day.
      headers: { ...person, "user-agent": `${person["user-agent"]} Edg/14${round}.0` },
    });
    expect(answer.status).toBe(302);
    const old = await scene.vouch.redis();
    process.kill(old, "SIGKILL");
    await until("another redis-server", async () => (await scene.vouch.redis()) !== old);
    await until("the server to be ready", async () => {
      const ready = await fetch(new URL("/readyz", scene.vouch.run.url));
      return ready.ok;
    });
  }
  await until("the clicks", async () => {
    await panel.sync();
    return (await panel.number("clicks")) >= before + rounds;
  });
  expect(await panel.number("clicks")).toBe(before + rounds);
  await composer.page.close();
  await panel.page.close();
});

test("shares outlive killed workers, lost answers and a killed server, each counted once", async () => {
  const panel = await scene.panel();
  const before = await panel.number("shares");
  const noted = async (): Promise<number> => {
    const stored = await panel.page.evaluate(() => chrome.storage.local.get("outbox"));
    return JSON.stringify(stored).split('"kind":"shared"').length - 1;
  };
  /** Posts, and goes on when it is out and all that is to be noted is. */
  const share = async (version: number, pressed: () => Promise<void>, count: number) => {
    const { composer, panel: watching } = await scene.writing("classic");
    await composer.type(`Our team at Acme shipped AcmeX ${version} today. #AcmeEmployee`);
    await watching.waitVerdict("clear");
    await composer.press();
    await pressed();
    await until("the post to go out", async () => !(await composer.isOpen()));
    await until("the share to be noted", async () => (await noted()) === count);
    await watching.page.close();
    await composer.page.close();
  };

  // Killed at once, with the message read, half written down, or unread.
  scene.line.cut();
  for (const version of [1, 2]) await share(version, () => scene.browser.killWorker(), version);

  // Sent and recorded; the receipt is lost, and the worker dies with the question open.
  scene.line.loses = (url) => url === "/v1/sync";
  scene.line.offline = false;
  const asked = scene.line.seen.length;
  await panel.sync();
  await until("the outbox to arrive", () =>
    scene.line.seen.slice(asked).some(({ body }) => body.includes('"kind":"shared"')),
  );
  await scene.browser.killWorker();
  await scene.vouch.stop("SIGKILL");
  await scene.vouch.restart();
  scene.line.loses = () => false;

  await until("both shares", async () => {
    await panel.sync();
    return (await panel.number("shares")) >= before + 2;
  });
  await until("the receipt to be noted", async () => (await noted()) === 0);
  expect(await panel.number("shares")).toBe(before + 2);
  await panel.page.close();
});

test("the server itself may be killed: rules, people and clicks are there again", async () => {
  const panel = await scene.panel();
  const clicks = await panel.number("clicks");
  await scene.vouch.stop("SIGKILL");
  await scene.vouch.restart();
  await panel.sync();
  await panel.waitText("status", "Up to date");
  expect(await panel.number("clicks")).toBe(clicks);
  await panel.page.close();
});
