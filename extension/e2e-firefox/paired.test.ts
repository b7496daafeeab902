/** What Firefox does once it is paired: in one browser, whose start costs more than most steps. */
import { afterAll, beforeAll, describe } from "vitest";
import { beside } from "./beside.ts";
import { framed } from "./framed.ts";
import { Scene } from "./scene.ts";
import { sixSteps } from "./steps.ts";
import { survival } from "./survival.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.paired();
});

afterAll(async () => {
  await scene?.end();
});

describe("the six steps", () => sixSteps(() => scene));
describe("a frame", () => framed(() => scene));
describe("the sidebar", () => beside(() => scene));
describe("the event page", () => survival(() => scene));
