import { defineConfig } from "vitest/config";

const pages = ["content", "linkedin", "marks", "panel", "popup", "options"];
const rest = ["background", "checker", "courier", "store", "wire"];

const tests = (folders: string[]): string[] => folders.map((name) => `${name}/**/*.test.ts`);

// Units: rooms that see a document run in happy-dom, the others in plain Node.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "pages", environment: "happy-dom", include: tests(pages) } },
      { test: { name: "rest", environment: "node", include: tests(rest) } },
    ],
  },
});
