import { expect, test } from "vitest";
import { readXrayConfig } from "./read-config.js";

const api = { tag: "api", listen: "127.0.0.1:0", services: ["HandlerService"] };

test("what is not imitated is left out and told; the rest stays", () => {
  const text = JSON.stringify({
    api,
    dns: { tag: "d", useSystemHosts: true },
    stats: {},
    STATS: {},
  });
  expect(() => readXrayConfig(text, "core.json")).toThrow("STATS is written twice");
  const { boot, lenient, warnings } = readXrayConfig(text, "core.json", { lenient: true });
  expect(boot.apps.at(-1)).toEqual({ type: "xray.app.dns.Config", fields: { tag: "d" } });
  expect(boot.stats).toBe(true);
  expect(lenient).toEqual([
    expect.stringMatching(/STATS is written twice/),
    expect.stringMatching(/dns\.useSystemHosts is not supported by this version of nodeproof/),
  ]);
  expect(warnings.filter((warning) => warning.endsWith("(left out)"))).toHaveLength(2);
});

test("a value that cannot be missing takes along what it stands in", () => {
  // A service name that only the system knows, as the port of the API.
  const text = JSON.stringify({ api: { tag: "api", listen: "127.0.0.1:http" } });
  const { boot, lenient } = readXrayConfig(text, "core.json", { lenient: true });
  expect(boot.api.listen).toBeUndefined();
  expect(lenient).toHaveLength(1);
});

test("what the original refuses is refused", () => {
  const text = JSON.stringify({ api: { ...api, tag: "" }, dns: { useSystemHosts: true } });
  expect(() => readXrayConfig(text, "core.json", { lenient: true })).toThrow("has no tag");
});
