/** The month's board, and how the person stands on it: nobody does who did not choose to. */
import { maxAlias } from "../wire/commands.ts";
import type { Appearance, Standing } from "../wire/standing.ts";
import { civilMonth } from "../words/times.ts";
import { counted, type Key, words } from "../words/words.ts";
import type { Desk } from "./desk.ts";
import { type Child, h } from "./dom.ts";

type Board = NonNullable<Standing["board"]>;

export function boardPart(desk: Desk, board: Standing["board"]): Child[] {
  if (board === null) return [];
  return [
    h("h3", {}, words("boardTitle", civilMonth(board.period))),
    places(board),
    choice(desk, board),
  ];
}

function places({ top }: Board): HTMLElement {
  if (top.length === 0) return h("p", { class: "empty" }, words("boardNobody"));
  return h("ol", { class: "board", "data-testid": "board" }, ...top.map(placeRow));
}

function placeRow({ rank, name, points, me }: Board["top"][number]): HTMLElement {
  return h(
    "li",
    { class: me ? "me" : "" },
    h("span", { class: "amount" }, String(rank)),
    h("span", {}, me ? words("boardMe", name) : name),
    h("span", { class: "amount" }, counted("points", points)),
  );
}

const choices: readonly (readonly [Appearance, Key])[] = [
  ["hidden", "boardHidden"],
  ["alias", "boardAlias"],
  ["named", "boardNamed"],
];

function choice(desk: Desk, board: Board): HTMLElement {
  const alias = h("input", {
    value: board.alias,
    maxlength: String(maxAlias),
    required: true,
    autocomplete: "off",
    "data-testid": "board-alias-name",
  });
  const save = (as: Appearance): void => {
    void desk.run({ kind: "boardChoice", as, alias: alias.value.trim() }, words("boardSaved"));
  };
  const field = h(
    "form",
    {
      class: "row",
      hidden: board.as !== "alias",
      submit: (event) => {
        event.preventDefault();
        save("alias");
      },
    },
    h("label", { class: "field grow" }, h("span", {}, words("boardAliasField")), alias),
    h("button", { type: "submit", "data-testid": "board-save" }, words("save")),
  );
  // An alias is sent once it is there: choosing it only opens the field.
  const choose = (as: Appearance): void => {
    field.hidden = as !== "alias";
    if (as !== "alias") save(as);
    else alias.focus();
  };
  return h(
    "fieldset",
    {},
    h("legend", {}, words("boardHow")),
    h(
      "div",
      { class: "segments" },
      ...choices.map(([as, name]) => radio(as, words(name), board.as === as, choose)),
    ),
    field,
    h("p", { class: "quiet" }, words("boardMeans")),
  );
}

function radio(
  as: Appearance,
  name: string,
  checked: boolean,
  choose: (as: Appearance) => void,
): HTMLElement {
  const input = h("input", {
    type: "radio",
    name: "board",
    value: as,
    checked,
    "data-testid": `board-${as}`,
    change: () => choose(as),
  });
  return h("label", {}, input, h("span", {}, name));
}
