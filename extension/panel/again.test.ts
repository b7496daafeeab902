import { expect, it, vi } from "vitest";
import { stillDesk } from "../fixtures/desk.ts";
import { pairAgain } from "./again.ts";
import { h } from "./dom.ts";

const server = "http://127.0.0.1:8080";

it("is not there while the server lets this browser in", () => {
  expect(pairAgain(stillDesk(), { shut: false, server })).toEqual([]);
});

it("asks for a code alone, and pairs with the server that it was paired with", async () => {
  const desk = stillDesk();
  const place = h("div");
  for (const each of pairAgain(desk, { shut: true, server })) {
    if (each instanceof Node) place.append(each);
  }
  expect(place.textContent).toContain("nothing that waits here is lost");
  const code = place.querySelector("input");
  if (code === null) throw new Error("there is no field for a code");
  code.value = " ABCD-EFGH ";
  place.querySelector("form")?.dispatchEvent(new Event("submit"));
  await vi.waitFor(() => expect(desk.said).toEqual(["Paired again."]));
  expect(desk.asked).toEqual([{ kind: "pair", server, code: "ABCD-EFGH" }]);
});
