import { expect, test } from "vitest";
import { ConfigError } from "../config-error.js";
import { coreConfig } from "../core-config.js";
import { readXrayConfig } from "../read-config.js";

// What Xray 26.3.27 loads where a key is written twice: `convert pb`.
test.each([
  [
    "a list over a list, and ports that add up",
    `{"inbounds": [{"protocol": "socks", "port": 1, "PORT": "3-4"}],
      "Inbounds": [{"tag": "t"}, {"protocol": "http", "port": 2}]}`,
    {
      inbound: [
        {
          tag: "t",
          receiverSettings: {
            fields: {
              portList: {
                range: [
                  { From: 1, To: 1 },
                  { From: 3, To: 4 },
                ],
              },
            },
          },
          proxySettings: { type: "xray.proxy.socks.ServerConfig" },
        },
        { proxySettings: { type: "xray.proxy.http.ServerConfig" } },
      ],
    },
  ],
  [
    "objects in objects, and null over a text",
    `{"outbounds": [{"protocol": "freedom", "streamSettings": {"network": "ws"},
      "StreamSettings": {"wsSettings": {"path": "/a"}, "wssettings": {"host": "h"}},
      "targetStrategy": "UseIP", "targetstrategy": null}]}`,
    {
      outbound: [
        {
          senderSettings: {
            fields: {
              targetStrategy: "USE_IP",
              streamSettings: {
                protocolName: "websocket",
                transportSettings: [{ settings: { fields: { host: "h", path: "/a" } } }],
              },
            },
          },
        },
      ],
    },
  ],
])("%s", (_, text, fields) => {
  const { boot } = readXrayConfig(text, "core.json");
  expect(coreConfig(boot)).toMatchObject({ fields });
});

test.each([
  [
    "a name of a map replaces, a map over a map adds to it",
    `{"policy": {"levels": {"1": {"statsUserUplink": true}, "1": {"statsUserDownlink": true}},
      "level\u017F": {"2": {}}}}`,
    "xray.app.policy.Config",
    { level: { 1: { stats: { userDownlink: true }, timeout: {} }, 2: { stats: {}, timeout: {} } } },
  ],
  [
    "a name server that is a text keeps what was there",
    '{"dns": {"servers": [{"address": "1.1.1.1", "tag": "x"}], "Servers": ["8.8.8.8"]}}',
    "xray.app.dns.Config",
    {
      nameServer: [
        { address: { network: "UDP", address: { ip: "CAgICA==" } }, policyID: 1, tag: "x" },
      ],
    },
  ],
  [
    "a pool counts before a list",
    '{"fakeDns": {"ipPool": "1.0.0.0/8"}, "fakedns": []}',
    "xray.app.dns.fakedns.FakeDnsPoolMulti",
    { pools: [{ ipPool: "1.0.0.0/8" }] },
  ],
])("%s", (_, text, type, fields) => {
  const { boot } = readXrayConfig(text, "core.json");
  expect(boot.apps.find((app) => app.type === type)).toEqual({ type, fields });
});

// Xray 26.3.27, `run -test`.
test.each([
  [
    '{"inbounds": 3}',
    " at line 1 char 14 > json: cannot unmarshal number into Go struct field Config.inbounds of type []conf.InboundDetourConfig",
  ],
  [
    '{"inbounds": [{"tag": 1}], "log": {"loglevel": 2}, "dns": {"clientIp": 3}}',
    " at line 1 char 1 > infra/conf: invalid address: 3 > json: cannot unmarshal number into Go value of type string",
  ],
  [
    '{"log": {"access": "a", "access": {"x": 1}, "dnsLog": "no"}}',
    " at line 1 char 35 > json: cannot unmarshal object into Go struct field LogConfig.log.access of type string",
  ],
])("the first wrong type of %s counts, an error of a type of its own before it", (text, place) => {
  const failed =
    "main: failed to load config files: [core.json] > infra/conf/serial: failed to decode config: &{Name:core.json Format:json} > infra/conf/serial: failed to read config file";
  let error: unknown;
  try {
    readXrayConfig(text, "core.json");
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ConfigError);
  expect(error).toMatchObject({ exit: 23, original: failed + place });
});

test("a tun needs neither port nor address", () => {
  const { boot } = readXrayConfig('{"inbounds": [{"protocol": "TUN", "listen": "a.b"}]}', "c.json");
  expect(boot.inbounds[0]?.receiver).toEqual({
    type: "xray.app.proxyman.ReceiverConfig",
    fields: {},
  });
});
