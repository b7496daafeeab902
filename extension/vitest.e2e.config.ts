import { defineConfig } from "vitest/config";

// End to end: the built extension in Chromium, the real server, a real redis-server. Each file owns
// a browser, a server and a store of its own; two at a time, because much of each is waiting.
export default defineConfig({
  test: {
    name: "e2e",
    environment: "node",
    include: ["e2e/**/*.test.ts"],
    maxWorkers: 2,
    // Upper bounds for a hung run on a loaded machine; nothing in a test waits for time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
