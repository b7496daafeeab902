import { defineConfig } from "vitest/config";

// The built extension in Firefox, as vitest.e2e.config.ts has it in Chromium.
export default defineConfig({
  test: {
    name: "firefox",
    environment: "node",
    include: ["e2e-firefox/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
