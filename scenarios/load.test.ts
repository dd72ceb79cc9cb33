import { expect, test } from "vitest";
import { loadScenario, parseScenario } from "./load.js";
import { ScenarioError } from "./scenario-error.js";

function refusal(text: string): ScenarioError {
  try {
    parseScenario(text, "a/s.yaml");
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error("the scenario was accepted");
}

const one = "version: 1\nfakes:\n  - api: xray\n";

test("defaults are filled in", () => {
  expect(parseScenario(one, "a/s.yaml")).toEqual({
    version: 1,
    clock: "real",
    file: "a/s.yaml",
    fakes: [
      {
        api: "xray",
        name: "xray",
        profile: "26.3",
        users: [],
        counters: {},
        online: {},
        order: "random",
      },
    ],
  });
});

test("a configuration is a path beside the scenario, or written inline with its place", () => {
  expect(parseScenario(`${one}    config: ./core.json\n`, "a/s.yaml").fakes[0]?.config).toEqual({
    kind: "file",
    path: "a/core.json",
  });
  expect(parseScenario(`${one}    config: {stats: {}}\n`, "a/s.yaml").fakes[0]?.config).toEqual({
    kind: "inline",
    value: { stats: {} },
    where: "a/s.yaml:4:13",
  });
});

test("an unquoted profile is read by its source text", () => {
  expect(parseScenario(`${one}    profile: 26.3\n`, "s").fakes[0]?.profile).toBe("26.3");
  expect(refusal(`${one}    profile: 26.30\n`).message).toBe(
    'a/s.yaml:4:14: fakes[0].profile is "26.30": write one of the profiles: 26.3',
  );
});

test("counters are exact to the last bit, with units", () => {
  const counters = "{a: 9223372036854775807, b: 1MB, c: 1MiB, d: 0, e: 1.5kB}";
  expect(parseScenario(`${one}    counters: ${counters}\n`, "s").fakes[0]?.counters).toEqual({
    a: 9223372036854775807n,
    b: 1000000n,
    c: 1048576n,
    d: 0n,
    e: 1500n,
  });
});

test("every problem is reported, in the order of the file, with the nearest right key", () => {
  const error = refusal(
    [
      "version: 2",
      "sed: 7",
      "timeline: []",
      "fakes:",
      "  - api: xray",
      "    profil: x",
      "    listen: 127.0.0.1",
      "    users: [{inbound: a, emial: x, id: y}, 5]",
      "    counters: {a: -1}",
      "    online: {a: [x]}",
      "  - api: zzz",
    ].join("\n"),
  );
  expect(error.code).toBe("invalid");
  expect(error.message.split("\n")).toEqual([
    'a/s.yaml:1:10: version is "2": write 1',
    "a/s.yaml:2:1: sed is no key: write seed",
    "a/s.yaml:3:1: timeline is not supported by this version of nodeproof",
    "a/s.yaml:6:5: fakes[0].profil is no key: write profile",
    'a/s.yaml:7:13: fakes[0].listen is "127.0.0.1": write HOST:PORT, as 127.0.0.1:10085',
    "a/s.yaml:8:13: fakes[0].users[0].email is missing: write an email",
    "a/s.yaml:8:26: fakes[0].users[0].emial is no key: write email",
    'a/s.yaml:8:44: fakes[0].users[1] is "5": write a user: {inbound, email, id or password}',
    'a/s.yaml:9:19: fakes[0].counters.a is "-1": write a number of bytes up to 9223372036854775807, as 1048576, 1MB (10^6) or 1MiB (2^20)',
    'a/s.yaml:10:18: fakes[0].online.a[0] is "x": write an IP address',
    'a/s.yaml:11:10: fakes[1].api is "zzz": write xray',
  ]);
});

test("what comes later is unsupported, not invalid", () => {
  const error = refusal(
    "version: 1\nexpect: 1\nfakes: [{api: pasarguard, faults: 3}, {api: leaf}]",
  );
  expect(error.code).toBe("unsupported");
  expect(error.message.split("\n")).toEqual([
    "a/s.yaml:2:1: expect is not supported by this version of nodeproof",
    "a/s.yaml:3:15: api: pasarguard is not supported by this version of nodeproof: write xray",
    "a/s.yaml:3:27: faults is not supported by this version of nodeproof",
    "a/s.yaml:3:45: api: leaf is not supported by this version of nodeproof: write xray",
  ]);
});

test.each([
  ["", "a/s.yaml:1:1: the scenario is empty: write a map with version: 1 and fakes"],
  ["- 1", "a/s.yaml:1:1: the scenario is a list: write a map with version: 1 and fakes"],
  ["version: 1\nfakes: []", "a/s.yaml:2:8: fakes is a list: write at least one fake"],
  ["version: 1\nfakes: [5]", 'a/s.yaml:2:9: fakes[0] is "5": write a fake: {api: xray, …}'],
  ["version: 1\nversion: 1\nfakes: 1", "a/s.yaml:2:1: not YAML: Map keys must be unique"],
  [
    "version: 1\n---\nfakes: 1",
    "a/s.yaml:2:1: a second document begins here: write one scenario a file",
  ],
  [
    `${one}    listen: "127.0.0.1:70000"`,
    'a/s.yaml:4:13: fakes[0].listen is "127.0.0.1:70000": write a port up to 65535; 0 picks a free one',
  ],
  [
    `${one}    users: [{inbound: a, email: b}]`,
    "a/s.yaml:4:13: fakes[0].users[0]: write either id (vless, vmess) or password (trojan, shadowsocks, hysteria)",
  ],
  [
    `${one}    users: [{inbound: a, email: b, id: c, level: 4294967296}]`,
    'a/s.yaml:4:50: fakes[0].users[0].level is "4294967296": write a whole number from 0 to 4294967295',
  ],
  [
    `${one}  - api: xray`,
    "a/s.yaml:4:5: fakes[1] has the name xray, which an earlier fake has: write another name",
  ],
])("%j is refused", (text, message) => {
  expect(refusal(text).message).toBe(message);
});

test("a file that is not there is unreadable", async () => {
  await expect(loadScenario("/nowhere/s.yaml")).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringContaining("/nowhere/s.yaml: cannot be read: ENOENT") as string,
  });
});

test("the quickstart is a scenario", async () => {
  const scenario = await loadScenario("scenarios/quickstart.yaml");
  expect(scenario.fakes[0]).toMatchObject({
    listen: "127.0.0.1:8080",
    config: { kind: "file", path: "scenarios/quickstart/core.json" },
    online: { alice: ["203.0.113.7"] },
  });
});
