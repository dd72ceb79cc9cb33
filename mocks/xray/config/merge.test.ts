import { expect, test } from "vitest";
import { mergeConfigs } from "./merge.js";

const merge = (...texts: readonly (readonly [string, string])[]) =>
  mergeConfigs(texts.map(([name, text]) => ({ name, text })));

const tags = (text: string, list: string): unknown =>
  (JSON.parse(text) as Record<string, { tag?: string }[]>)[list]?.map((item) => item.tag);

test("one file stays as it is, comments and all", () => {
  const text = '{ // mine\n "Api": {"tag": "a"}, "stats": null }';
  expect(merge(["a.json", text])).toEqual({ text, sections: new Set(["api"]), lines: [] });
});

test("a later section replaces an earlier one whole, null replaces nothing", () => {
  const { text } = merge(
    ["a.json", '{"log":{"loglevel":"debug","access":"x"},"stats":{}}'],
    ["b.json", '{"LOG":{"error":"y"},"stats":null}'],
  );
  expect(JSON.parse(text)).toEqual({ log: { error: "y" }, stats: {} });
});

test("handlers replace those of their tag; new inbounds come last, new outbounds first", () => {
  const { text, lines } = merge(
    ["a.json", '{"inbounds":[{"tag":"i"},{"tag":"j"}],"outbounds":[{"tag":"o"}]}'],
    ["b.json", '{"inbounds":[{"tag":"k"},{"tag":"i","port":1}],"outbounds":[{"tag":"p"},{}]}'],
    ["c_Tail.json", '{"outbounds":[{"tag":"q"}]}'],
  );
  expect(tags(text, "inbounds")).toEqual(["i", "j", "k"]);
  expect(tags(text, "outbounds")).toEqual(["p", undefined, "o", "q"]);
  expect(lines).toEqual([
    "infra/conf: [b.json] appended inbound with tag: k",
    "infra/conf: [b.json] updated inbound with tag: i",
    "infra/conf: [b.json] prepend outbound with tag: p",
    "infra/conf: [b.json] prepend outbound with tag: ",
    "infra/conf: [c_Tail.json] appended outbound with tag: q",
  ]);
});

test("a file that is not JSON is named", () => {
  expect(() => merge(["a.json", "{}"], ["b.json", "{"])).toThrow(/^b\.json:1:2/);
});
