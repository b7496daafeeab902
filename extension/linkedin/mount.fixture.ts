/** Puts a snapshot into the test's document, with its address and its open roots. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "snapshots");

export const snapshots: readonly string[] = readdirSync(folder).filter((name) =>
  name.endsWith(".html"),
);

export const snapshot = (name: string): string => readFileSync(join(folder, name), "utf8");

export function mount(html: string): void {
  const path = /data-path="([^"]*)"/.exec(html)?.[1] ?? "/feed/";
  history.replaceState({}, "", path);
  document.body.innerHTML = /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html;
  openRootsOf(document);
}

function openRootsOf(within: ParentNode): void {
  for (const template of within.querySelectorAll<HTMLTemplateElement>("template[shadowrootmode]")) {
    const root = template.parentElement?.attachShadow({ mode: "open" });
    template.remove();
    if (root === undefined) continue;
    root.append(template.content);
    openRootsOf(root);
  }
}

/** Everything below, through open roots, that matches. */
export function deep(selector: string, within: ParentNode = document): HTMLElement[] {
  const here = [...within.querySelectorAll<HTMLElement>(selector)];
  const roots = [...within.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot);
  return [...here, ...roots.flatMap((root) => (root === null ? [] : deep(selector, root)))];
}
