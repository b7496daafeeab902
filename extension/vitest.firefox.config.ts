import { defineConfig } from "vitest/config";

// The built extension in Firefox, as vitest.e2e.config.ts has it in Chromium.
export default defineConfig({
  test: {
    name: "firefox",
    environment: "node",
    include: ["e2e-firefox/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
