/** Random trees out of what the matcher knows, hostile ones among them; the same for a seed. */

/** Numbers from 0 up to, and without, 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const tags = [
  ...["div", "div", "div", "p", "span", "form", "dialog", "article", "main", "aside", "section"],
  ...["button", "button", "input", "textarea", "label", "h2", "svg", "template", "slot"],
];

const attributes: readonly (readonly [string, string])[] = [
  ...(["true", "", "plaintext-only", "false", "TRUE"] as const).map(
    (value) => ["contenteditable", value] as const,
  ),
  ...["textbox", "combobox", "searchbox", "search", "dialog", "button", "listitem", "article"].map(
    (value) => ["role", value] as const,
  ),
  ...[
    "ql-editor",
    "ql-clipboard",
    "tiptap ProseMirror",
    "msg-form",
    "comments-comment-box--cr",
  ].map((value) => ["class", value] as const),
  ...[
    "closest",
    "getRootNode",
    "parentNode",
    "querySelectorAll",
    "getAttribute",
    "activeElement",
    "subject",
  ].map((value) => ["name", value] as const),
  ["componentkey", "ShareBox_textEditor"],
  ["componentkey", "commentBox-1"],
  ["data-sdui-screen", "sharing.ShareCompose"],
  ["data-test-modal-id", "sharebox"],
  ["aria-label", "Text editor for creating content"],
  ["aria-label", '"]\\'],
  ["aria-labelledby", "a b ] c"],
  ["data-placeholder", "Write a message…"],
  ["id", "custom-message"],
  ["id", "interop-outlet"],
  ["data-vouch", ""],
  ["open", ""],
  ["type", "search"],
  ["type", "password"],
  ["style", "display: none"],
];

const texts = ["Post", "Comment", "Send", "12", "", " ", "Posten", "\u200b", "x".repeat(300)];

/** Below so many levels elements hold nothing more. */
const depths = 10;
/** What may have an open root. */
const hosts = ["DIV", "ARTICLE", "MAIN", "SECTION", "SPAN"];

type Random = () => number;

export function grow(random: Random, into: Node, budget: { left: number }, depth = 0): void {
  while (budget.left-- > 0 && (depth === 0 || random() < 0.8)) {
    const element = randomElement(random);
    into.appendChild(element);
    if (depth >= depths) continue;
    const open = hosts.includes(element.tagName) && random() < 0.15;
    grow(random, open ? element.attachShadow({ mode: "open" }) : element, budget, depth + 1);
  }
}

function randomElement(random: Random): HTMLElement {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const element = document.createElement(pick(tags));
  for (let n = Math.floor(random() * 5); n > 0; n--) element.setAttribute(...pick(attributes));
  if (random() < 0.2) element.setAttribute("contenteditable", "true");
  if (random() < 0.3) element.append(pick(texts));
  return element;
}
