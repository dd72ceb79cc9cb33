import { defineConfig } from "vitest/config";

const sources = ["contract", "wire", "scenarios", "mocks", "suites", "harness", "report", "cli"];

/** Four levels: see CONTRIBUTING.md. `npm test` runs the first three and names the fourth. */
export default defineConfig({
  test: {
    // Every core: the default leaves one out, which on two is half.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: [...sources.map((s) => `${s}/**/*.test.ts`), "test/unit/**/*.test.ts"],
          exclude: ["**/*.wire.test.ts"],
        },
      },
      {
        test: {
          name: "wire",
          include: ["**/*.wire.test.ts"],
          exclude: ["node_modules/**", "dist/**"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["test/conformance/**/*.test.ts"],
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: "real",
          include: ["test/real/**/*.test.ts"],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
