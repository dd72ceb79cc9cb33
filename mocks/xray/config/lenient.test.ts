import { expect, test } from "vitest";
import { ConfigSource } from "./config-source.js";
import { ConfigValue } from "./config-value.js";
import { goList, goRaw } from "./decoding/composites.js";
import { decodeDocument } from "./decoding/go-type.js";
import { at, goStruct } from "./decoding/struct.js";
import { readLeniently } from "./lenient.js";
import { readXrayConfig } from "./read-config.js";

const api = { tag: "api", listen: "127.0.0.1:0", services: ["HandlerService"] };

test("what is not imitated is left out and told; the rest stays", () => {
  const text = JSON.stringify({
    dns: { tag: "d", useSystemHosts: true },
    stats: {},
    api: { ...api, listen: "127.0.0.1:http" },
  });
  expect(() => readXrayConfig(text, "core.json")).toThrow("dns.useSystemHosts is not supported");
  const { boot, lenient, warnings } = readXrayConfig(text, "core.json", { lenient: true });
  expect(boot.apps.at(-1)).toEqual({ type: "xray.app.dns.Config", fields: { tag: "d" } });
  expect(boot.stats).toBe(true);
  expect(lenient).toEqual([
    expect.stringMatching(/dns\.useSystemHosts is not supported by this version of nodeproof/),
    expect.stringMatching(/api\.listen names the port "http"/),
  ]);
  expect(warnings.filter((warning) => warning.endsWith("(left out)"))).toHaveLength(2);
});

test.each([
  ["takes along what it stands in", "self"],
  ["does not hide another mistake", "other"],
] as const)("a value that cannot be missing %s", (_what, blamed) => {
  const source = new ConfigSource('{"list": [{"odd": 1, "other": 2}]}', "core.json", true, true);
  const root = source.parse();
  const itemType = goStruct("Item", { odd: goRaw, other: goRaw });
  const type = goStruct("Root", { list: goList(itemType) });
  const read = () => {
    const [item] = decodeDocument(type, new ConfigValue(root, "", source)).list;
    if (item === undefined) return "nothing left";
    if (item.odd !== undefined) throw item.odd.unsupported("is odd", "remove it");
    throw at(item, blamed === "self" ? undefined : "other").refused("has no odd", "add one");
  };
  if (blamed === "other") {
    expect(() => readLeniently(source, root, read)).toThrow("other has no odd");
  } else {
    expect(readLeniently(source, root, read)).toEqual({
      result: "nothing left",
      lenient: ["core.json:1:19: list[0].odd is odd: remove it"],
    });
  }
});

test("a port that only the system knows by name is left out", () => {
  const text = JSON.stringify({ api: { tag: "api", listen: "127.0.0.1:http" } });
  const { boot, lenient } = readXrayConfig(text, "core.json", { lenient: true });
  expect(boot.api.listen).toBeUndefined();
  expect(lenient).toHaveLength(1);
});

test("what the original refuses is refused", () => {
  const text = JSON.stringify({ api: { ...api, tag: "" }, dns: { useSystemHosts: true } });
  expect(() => readXrayConfig(text, "core.json", { lenient: true })).toThrow("has no tag");
});
