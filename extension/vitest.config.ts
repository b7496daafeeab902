import { defineConfig } from "vitest/config";

const pages = ["content", "linkedin", "marks", "panel", "popup", "options"];
const rest = ["background", "checker", "courier", "store", "wire", "words"];

const tests = (folders: string[]): string[] => folders.map((name) => `${name}/**/*.test.ts`);

// Whoever says something to a person says it in the browser's words.
const spoken = { setupFiles: ["./fixtures/english.ts"] };

// Units: rooms that see a document run in happy-dom, the others in plain Node.
export default defineConfig({
  test: {
    projects: [
      { test: { ...spoken, name: "pages", environment: "happy-dom", include: tests(pages) } },
      { test: { ...spoken, name: "rest", environment: "node", include: tests(rest) } },
    ],
  },
});
