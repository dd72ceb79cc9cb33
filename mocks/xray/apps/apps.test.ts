import { expect, test } from "vitest";
import { burstCrash } from "./burst-crash.js";
import { fakeDnsRefusal } from "./fake-dns.js";
import { reverseTrouble } from "./reverse.js";
import { versionTrouble } from "./version.js";

const size = "LRU size is bigger than subnet size";
const cidr = "Unable to parse CIDR for Fake DNS IP assignment > invalid CIDR address: ";

test.each([
  ["10.0.0.0/24", "255", undefined],
  ["10.0.0.0/24", "256", size],
  ["10.0.0.0/32", "1", size],
  ["10.0.0.0/8", "-1", undefined],
  ["::ffff:10.0.0.0/104", "5", undefined],
  ["10.0.0.0/08", "5", undefined],
  ["10.0.0.0/+8", "5", `${cidr}10.0.0.0/+8`],
  ["10.0.0.0/33", "5", `${cidr}10.0.0.0/33`],
  ["fe80::%a/8", "5", `${cidr}fe80::%a/8`],
  ["x", "5", `${cidr}x`],
])("a pool of %s for %s", (ipPool, lruSize, wrong) => {
  const said = `app/dns/fakedns: Cannot start all fake dns pools > app/dns/fakedns: ${wrong ?? ""}`;
  expect(fakeDnsRefusal({ pools: [{ ipPool, lruSize }] })).toBe(wrong && said);
});

test("the first pool that is wrong counts", () => {
  const good = { ipPool: "10.0.0.0/24", lruSize: "5" };
  const invalid = "app/dns/fakedns: invalid fakeDNS setting";
  expect(fakeDnsRefusal({ pools: [good, { ipPool: "x" }, { ipPool: "x", lruSize: "1" }] })).toBe(
    invalid,
  );
  expect(fakeDnsRefusal({ pools: [good, { lruSize: "1" }] })).toBe(invalid);
  expect(fakeDnsRefusal({})).toBeUndefined();
});

test.each([
  ["", "", undefined],
  ["26.3.27", "26.3.27.0", undefined],
  ["26.3.28", "", "this config must be run on version 26.3.28 or higher"],
  ["1.8", "26.3.26", "this config should be run on version 26.3.26 or lower"],
  ["x.y", "1", "invalid version component x in x.y"],
  ["26.3.27.z", "", "invalid version component z in 26.3.27.z"],
])("a version from %j to %j", (minVersion, maxVersion, text) => {
  const trouble = versionTrouble({ coreVersion: "26.3.27", minVersion, maxVersion });
  expect(trouble).toEqual(text && { kind: "refused", text: `app/version: ${text}` });
});

test.each([
  [{ portalConfig: [{ tag: "a" }], bridgeConfig: [{ domain: "b" }] }, "bridge tag is empty"],
  [{ portalConfig: [{ tag: "a" }] }, "portal domain is empty"],
])("%j is refused", (config, text) => {
  expect(reverseTrouble(config)).toEqual({ kind: "refused", text: `app/reverse: ${text}` });
});

test("a period that overflows makes the original panic", () => {
  const pingConfig = { interval: "7200000000000000000", samplingCount: 2 };
  expect(burstCrash({ subjectSelector: ["a"], pingConfig })).toMatch(/not positive/);
  expect(burstCrash({ pingConfig })).toBeUndefined();
  expect(burstCrash({ subjectSelector: ["a"], pingConfig: { interval: "5" } })).toBeUndefined();
});
