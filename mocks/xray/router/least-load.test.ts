import { expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import type { OutboundStatus } from "../observatory/observatory.js";
import { leastLoaded, readLeastLoad } from "./least-load.js";

/** A probed outbound; with `deviation` (in ms) it was pinged in bursts. */
function status(tag: string, delay: number, deviation?: number, more: object = {}): OutboundStatus {
  const ping = { all: 3, fail: 0, average: delay * 1e6, max: 0, min: 0, ...more };
  return {
    tag,
    alive: true,
    delay,
    lastErrorReason: "",
    lastSeenTime: 0,
    lastTryTime: 0,
    healthPing: deviation === undefined ? null : { ...ping, deviation: deviation * 1e6 },
  };
}
const ms = (n: number): string => String(n * 1e6);
const four = [status("d4", 400), status("a1", 100), status("c3", 300), status("b2", 200)];
const all = ["a1", "b2", "c3", "d4", "a9", "b1"];

test.each<[string, JsonObject, readonly OutboundStatus[], readonly string[]]>([
  ["one", {}, four, ["a1"]],
  ["as many as expected", { expected: 2 }, four, ["a1", "b2"]],
  ["all where more are expected", { expected: 9 }, four, ["a1", "b2", "c3", "d4"]],
  ["none of none", { expected: 1 }, [], []],
  [
    "those below the first baseline that has one",
    { baselines: [ms(50), ms(250)] },
    four,
    ["a1", "b2"],
  ],
  ["none below any baseline", { baselines: [ms(50)] }, four, []],
  ["as many as expected below no baseline", { baselines: [ms(50)], expected: 1 }, four, ["a1"]],
  [
    "those below the baseline that has enough",
    { baselines: [ms(150), ms(350)], expected: 2 },
    four,
    ["a1", "b2", "c3"],
  ],
  ["those fast enough", { expected: 3, maxRTT: ms(300) }, four, ["a1", "b2"]],
  ["by cost", { costs: [{ match: "a1", value: 9 }] }, four, ["b2"]],
  [
    "by the first cost that fits",
    {
      costs: [
        { match: "a1", value: 1 },
        { match: "a", value: 9 },
      ],
    },
    four,
    ["a1"],
  ],
  ["by a pattern", { costs: [{ regexp: true, match: "^[ab]", value: 16 }] }, four, ["c3"]],
  [
    "by the number in what fits",
    { costs: [{ regexp: true, match: "\\D\\d" }] },
    [status("a9", 100), status("b1", 200)],
    ["b1"],
  ],
  ["not by a bad pattern", { costs: [{ regexp: true, match: "(", value: 99 }] }, four, ["a1"]],
  ["by how much pings differ", {}, [status("a1", 1, 9), status("b2", 9, 1)], ["b2"]],
  ["then by how long they take", {}, [status("a1", 9, 1), status("b2", 8, 1)], ["b2"]],
  ["then by how many failed", {}, [status("a1", 9, 1, { fail: 1 }), status("b2", 9, 1)], ["b2"]],
  ["then by how many there are", {}, [status("a1", 9, 1), status("b2", 9, 1, { all: 4 })], ["b2"]],
  ["then by tag", {}, [status("b2", 9, 1), status("a1", 9, 1)], ["a1"]],
  ["the alive", {}, [{ ...status("a1", 1), alive: false }, status("b2", 9)], ["b2"]],
  ["the selected", {}, [status("other", 1), status("b2", 9)], ["b2"]],
])("leastLoad takes %s", (_what, fields, statuses, tags) => {
  expect(leastLoaded(readLeastLoad(fields), statuses, all)).toEqual(tags);
});
