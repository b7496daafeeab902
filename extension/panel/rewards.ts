/** What points can be spent on, and how far it is. They are asked for at the company's desk. */
import type { Standing } from "../wire/standing.ts";
import { counted, words } from "../words/words.ts";
import { type Child, h } from "./dom.ts";

type Reward = Standing["rewards"][number];

export function rewardsPart({ rewards, held }: Standing): Child[] {
  if (rewards.length === 0) return [];
  return [
    h("h3", {}, words("rewardsTitle")),
    h("ul", { class: "lines", "data-testid": "rewards" }, ...rewards.map(rewardRow)),
    h(
      "p",
      { class: "quiet" },
      held > 0 && `${counted("rewardsHeld", held)} `,
      words("rewardsWhere"),
    ),
  ];
}

function rewardRow(reward: Reward): HTMLElement {
  const { title, points, missing } = reward;
  const reached = Math.max(0, points - missing);
  const bar = h("progress", {
    max: String(points),
    value: String(reached),
    "aria-label": title,
  });
  return h(
    "li",
    {},
    h("span", {}, title),
    h("strong", {}, counted("points", points)),
    missing > 0 && !reward.gone && bar,
    h("span", { class: "quiet" }, state(reward)),
  );
}

function state({ missing, held, gone }: Reward): string {
  if (held > 0) return counted("rewardAsked", held);
  if (gone) return words("rewardGone");
  return missing > 0 ? counted("rewardMissing", missing) : words("rewardReady");
}
