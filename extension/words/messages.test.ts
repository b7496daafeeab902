/** The messages of all languages fit each other and the code; no sentence stands in the code. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { languages, type Messages } from "../fixtures/speaking.ts";

const { en, de } = languages;
const rooms = ["panel", "popup", "options", "background", "content", "words"];
const sources = rooms
  .flatMap((room) => readdirSync(room).map((file) => `${room}/${file}`))
  .filter((file) => file.endsWith(".ts") && !/\.(test|fixture|d)\.ts$/.test(file))
  .map((file) => ({ file, code: readFileSync(file, "utf8") }));

const message = (messages: Messages, key: string): string => messages[key]?.message ?? "";
const placeholders = (text: string): string[] => [...new Set(text.match(/\$[1-9]/g))].sort();

describe("the languages", () => {
  it("have the same messages, and none is empty", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const messages of [en, de]) {
      expect(Object.keys(messages).filter((key) => message(messages, key) === "")).toEqual([]);
    }
  });

  it("leave the same places open in each message", () => {
    const differing = Object.keys(en).filter((key) => {
      const [english, german] = [message(en, key), message(de, key)].map(placeholders);
      return JSON.stringify(english) !== JSON.stringify(german);
    });
    expect(differing).toEqual([]);
  });

  it("have names that a browser tells apart: it looks at no capitals", () => {
    const names = Object.keys(en).map((key) => key.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9_@]+$/.test(name))).toEqual([]);
  });

  it("have both forms of what is counted", () => {
    const half = Object.keys(en)
      .filter((key) => /_(one|other)$/.test(key))
      .filter(
        (key) => !(key.replace(/_\w+$/, "_one") in en && key.replace(/_\w+$/, "_other") in en),
      );
    expect(half).toEqual([]);
  });
});

describe("the code", () => {
  const literals = new Set(sources.flatMap(({ file, code }) => strings(file, code).map(textOf)));
  const manifests = ["chrome", "firefox"].map((each) =>
    readFileSync(`manifest.${each}.json`, "utf8"),
  );
  const inManifest = manifests.flatMap((text) =>
    [...text.matchAll(/__MSG_(\w+)__/g)].map((m) => m[1]),
  );

  it("uses every message", () => {
    const used = new Set([...literals, ...inManifest, "language"]);
    const unused = Object.keys(en).filter((key) => !used.has(key.replace(/_(one|other)$/, "")));
    expect(unused).toEqual([]);
  });

  it("names no message in a manifest that is not there", () => {
    expect(inManifest.filter((key) => key === undefined || !(key in en))).toEqual([]);
  });

  it("holds no sentence that a page would show", () => {
    const sentences = sources
      .filter(({ file }) => /^(panel|popup|options)\//.test(file))
      .flatMap(({ file, code }) =>
        strings(file, code)
          .filter((node) => isSpoken(node))
          .map((node) => `${file}: ${node.getText()}`),
      );
    expect(sentences).toEqual([]);
  });
});

type Text = ts.StringLiteralLike | ts.TemplateExpression;

function strings(file: string, code: string): Text[] {
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
  return found;
}

/** The words that stand in the code itself, a blank for each place left open. */
function textOf(node: Text): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(" ");
}

/** Attributes that are read or shown; the others hold names that the style sheets and tests use. */
const spokenAttributes = ["aria-label", "title", "alt"];

/** A child of an element, a spoken attribute, or anything with two words in it that is no attribute. */
function isSpoken(node: Text): boolean {
  const text = textOf(node);
  if (!/\p{L}{2}/u.test(text) || text in en) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression.getText() === "h") {
    return parent.arguments.indexOf(node) >= 2;
  }
  if (withinAttribute(node)) return false;
  if (ts.isPropertyAssignment(parent)) {
    const name = parent.name.getText().replaceAll('"', "");
    return parent.initializer === node && spokenAttributes.includes(name);
  }
  return /\p{L}{2,} \p{L}{2,}/u.test(text) && !isSelector(text);
}

/** In the value of an attribute that nobody reads: `class`, `data-key` and their like. */
function withinAttribute(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isCallExpression(at)) return false;
    if (ts.isPropertyAssignment(at)) {
      return !spokenAttributes.includes(at.name.getText().replaceAll('"', ""));
    }
  }
  return false;
}

const isSelector = (text: string): boolean => /[[\]#>]|^\.|^M\d/.test(text);
