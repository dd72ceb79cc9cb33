import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { ConfigError } from "./config-error.js";
import { readXrayConfig } from "./read-config.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

function refusal(text: string): ConfigError {
  try {
    readXrayConfig(text, "core.json");
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

const load = "main: failed to load config files: [core.json] > ";
const decode = `${load}infra/conf/serial: failed to decode config: &{Name:core.json Format:json} > infra/conf/serial: failed to read config file`;
const routing = "infra/conf: failed to build routing configuration > ";
const field = `${routing}infra/conf: invalid field rule > `;
const dns = "infra/conf: failed to build DNS configuration > ";
const strategy = `${routing}infra/conf: failed to parse to strategy config. > `;
const rule = (conditions: string) => `{"routing":{"rules":[{"outboundTag":"o",${conditions}}]}}`;
const settings = (text: string) =>
  `{"routing":{"balancers":[{"tag":"b","selector":["x"],"strategy":{"type":"leastLoad","settings":${text}}}]}}`;

// What follows `failed to read config file` in the last line of Xray 26.3.27, measured.
test.each([
  ["", " > EOF"],
  [" // x", " > EOF"],
  ['{"a":', " > unexpected EOF"],
  ['{"a": 1,}', " > invalid character '}' looking for beginning of object key string"],
  ['{\n"a": nope}', " at line 2 char 7 > invalid character 'o' in literal null (expecting 'u')"],
  ['{"a":é}', " at line 1 char 6 > invalid character 'Ã' looking for beginning of value"],
  ['{"a":"\\x"}', " at line 1 char 8 > invalid character 'x' in string escape code"],
  ['{"a":1.x}', " at line 1 char 8 > invalid character 'x' after decimal point in numeric literal"],
  ['{"x":01}', " at line 1 char 7 > invalid character '1' after object key:value pair"],
  ["[1]", " at line 1 char 1 > json: cannot unmarshal array into Go value of type conf.Config"],
  ['"abc"', " > json: cannot unmarshal string into Go value of type conf.Config"],
  [
    '/* ü\n */ {"log": /* é */ 5}',
    " at line 2 char 11 > json: cannot unmarshal number into Go struct field Config.log of type conf.LogConfig",
  ],
  [
    '{"log":{"loglevel":5}, "api":5}',
    " at line 1 char 20 > json: cannot unmarshal number into Go struct field LogConfig.log.loglevel of type string",
  ],
  [
    '{"policy":{"levels":{"-1":{}, "0":{"handshake":1.5}}}}',
    " at line 1 char 22 > json: cannot unmarshal number -1 into Go struct field PolicyConfig.policy.levels of type uint32",
  ],
  [
    '{"dns":{"servers":5}}',
    " at line 1 char 19 > json: cannot unmarshal number into Go struct field DNSConfig.dns.servers of type []*conf.NameServerConfig",
  ],
  // What reads itself goes before an earlier value of another type.
  [
    '{"log":{"loglevel":5}, "dns":{"hosts":5}}',
    " at line 1 char 1 > infra/conf: invalid DNS hosts > json: cannot unmarshal number into Go value of type map[string]*conf.HostAddress",
  ],
  [
    '{"dns":{"servers":[{"address":1}]}}',
    ' > infra/conf: failed to parse name server: {"address":1}',
  ],
  ['{"fakeDns":1}', " > infra/conf: invalid fakedns config"],
  ['{"observatory":{"probeInterval":1e6}}', " > invalid duration: 1e+06"],
  ['{"observatory":{"probeInterval":null}}', " > invalid duration: <nil>"],
  ['{"observatory":{"probeInterval":"5"}}', ' > time: missing unit in duration "5"'],
  ['{"observatory":{"probeInterval":"5x"}}', ' > time: unknown unit "x" in duration "5x"'],
  ['{"observatory":{"probeInterval":"é"}}', ' > time: invalid duration "\\xc3\\xa9"'],
  [
    '{"inbounds":[{"port":"080"}]}',
    " at line 1 char 2 > infra/conf: invalid port: 080 > invalid character '8' after top-level value",
  ],
  [
    '{"inbounds":[{"port":true}]}',
    " at line 1 char 4 > infra/conf: invalid port: true > json: cannot unmarshal bool into Go value of type uint32",
  ],
])("%j is refused where it is decoded", (text, original) => {
  expect(refusal(text)).toMatchObject({ exit: 23, original: decode + original });
});

// What follows the prefix of loading, measured.
test.each([
  [
    '{"routing":{"rules":[{"ruleTag":7}]}}',
    `${routing}infra/conf: invalid router rule > json: cannot unmarshal number into Go struct field RouterRule.ruleTag of type string`,
  ],
  [
    rule('"attrs":{"a":1}'),
    `${field}json: cannot unmarshal number into Go struct field RawFieldRule.attrs of type string`,
  ],
  [rule('"domain":1'), `${field}infra/conf: unknown format of a string list: 1`],
  [
    rule('"ip":["1.2.3.4/33"]'),
    `${field}infra/conf: invalid IP: 1.2.3.4/33 > infra/conf: invalid network mask for router: 33`,
  ],
  [
    rule('"ip":["1.2.3.4/x"]'),
    `${field}infra/conf: invalid IP: 1.2.3.4/x > infra/conf: invalid network mask for router: x > strconv.ParseUint: parsing "x": invalid syntax`,
  ],
  [
    rule('"domain":["dotless:a.b"]'),
    `${field}infra/conf: failed to parse domain rule: dotless:a.b > infra/conf: substr in dotless rule should not contain a dot: a.b`,
  ],
  [
    '{"routing":{"rules":[null]}}',
    `${field}infra/conf: neither outboundTag nor balancerTag is specified in routing rule`,
  ],
  ['{"routing":{"balancers":[{}]}}', `${routing}infra/conf: empty balancer tag`],
  ['{"routing":{"balancers":[{"tag":"a"}]}}', `${routing}infra/conf: empty selector list`],
  [
    settings('{"costs":[{"regexp":1}]}'),
    `${strategy}json: cannot unmarshal number into Go struct field StrategyWeight.costs.regexp of type bool`,
  ],
  [
    '{"dns":{"servers":[{"address":"a","expectedIPs":["foo","x"]}]}}',
    `${dns}infra/conf: failed to build nameserver > infra/conf: invalid expected IP rule: [foo x] > infra/conf: invalid IP: foo > infra/conf: unsupported address for router: foo`,
  ],
  [
    '{"dns":{"hosts":{"domain:":"a"}}}',
    `${dns}infra/conf: failed to build hosts > infra/conf: empty domain type of rule: domain:`,
  ],
  [
    '{"metrics":{}}',
    "infra/conf: failed to build metrics configuration > infra/conf: Metrics must have a tag or listen address.",
  ],
  [
    '{"burstObservatory":{}}',
    "infra/conf: failed to build burst observatory configuration > infra/conf: BurstObservatory requires a valid pingConfig",
  ],
])("%j is refused where it is built", (text, original) => {
  expect(refusal(text)).toMatchObject({ exit: 23, original: load + original });
});

test("YAML is told from a mistake in JSON", () => {
  expect(() => readXrayConfig("log: {}", "core.yaml")).toThrow(
    "core.yaml:1:1: configurations in YAML are not supported by this version of nodeproof: write it as JSON",
  );
});

test.each(['{"routing":{"balancers":[null]}}', '{"dns":{"servers":[{}]}}', '{"fakeDns":[null]}'])(
  "%j makes the original panic",
  (text) => {
    expect(refusal(text)).toMatchObject({ exit: 2, original: undefined });
  },
);

test("lists are read from the files that are there, else refused as the original does", () => {
  const folder = mkdtempSync(join(tmpdir(), "nodeproof-geo-"));
  vi.stubEnv("XRAY_LOCATION_ASSET", folder);
  const text = rule('"ip":["geoip:!Xx"]');
  const missing = `${load}${field}infra/conf: failed to load GeoIP: Xx > `;
  expect(refusal(text).original).toBe(
    `${missing}infra/conf: failed to open file: geoip.dat > open ${folder}/geoip.dat: no such file or directory`,
  );
  // GeoIPList with the entries YY and XX; the second holds 1.2.3.0/24.
  const entry = (code: string, rest = "") =>
    Buffer.concat([Buffer.from([10, 2]), Buffer.from(code), Buffer.from(rest, "hex")]);
  const list = [entry("YY"), entry("XX", "12080a04010203001018")];
  const bytes = list.flatMap((one) => [Buffer.from([10, one.length]), one]);
  writeFileSync(join(folder, "geoip.dat"), Buffer.concat(bytes));
  expect(readXrayConfig(text, "core.json").boot.apps.at(-1)).toEqual({
    type: "xray.app.router.Config",
    fields: {
      rule: [
        {
          tag: "o",
          geoip: [
            { countryCode: "XX", cidr: [{ ip: "AQIDAA==", prefix: 24 }], reverseMatch: true },
          ],
        },
      ],
    },
  });
  expect(refusal(rule('"ip":["geoip:zz"]')).original).toBe(
    `${load}${field}infra/conf: failed to load GeoIP: zz > infra/conf: code not found in geoip.dat: ZZ`,
  );
});
