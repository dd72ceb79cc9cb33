import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { services } from "../../../contract/xray/services.js";
import { readXrayConfig, readXrayConfigObject } from "./read-config.js";

const api = { tag: "api", listen: "127.0.0.1:10085", services: ["HandlerService"] };

test("the quickstart's configuration is read without a warning", () => {
  const text = readFileSync("scenarios/quickstart/core.json", "utf8");
  const { boot, warnings } = readXrayConfig(text, "core.json");
  expect(warnings).toEqual([]);
  expect(boot.inbounds.map((inbound) => inbound.tag)).toEqual([
    "vless-in",
    "trojan-in",
    "socks-in",
    "tunnel-in",
  ]);
  expect(boot.policy.levels[0]).toEqual({ userUplink: true, userDownlink: true, userOnline: true });
  expect(boot.policy.system.outboundDownlink).toBe(true);
  expect(boot.api.services).toEqual(["HandlerService", "StatsService", "ReflectionService"]);
});

test("handlers are as ListInbounds and ListOutbounds of Xray 26.3.27 show them", () => {
  const { boot } = readXrayConfigObject(
    {
      api,
      inbounds: [
        {
          tag: "v",
          listen: "127.0.0.1",
          port: "34001-34002,34005",
          protocol: "VLESS",
          settings: {
            decryption: "none",
            clients: [{ id: "x", email: "A", level: 3, flow: "xtls-rprx-vision" }],
          },
        },
      ],
      outbounds: [{ protocol: "direct", sendThrough: "::1", targetStrategy: "ForceIPv4v6" }],
    },
    "s.yaml:4:13",
  );
  expect(boot.inbounds).toEqual([
    {
      tag: "v",
      receiver: {
        type: "xray.app.proxyman.ReceiverConfig",
        fields: {
          portList: {
            range: [
              { From: 34001, To: 34002 },
              { From: 34005, To: 34005 },
            ],
          },
          listen: { ip: "fwAAAQ==" },
        },
      },
      proxy: {
        type: "xray.proxy.vless.inbound.Config",
        fields: {
          clients: [
            {
              level: 3,
              email: "A",
              account: {
                type: "xray.proxy.vless.Account",
                fields: { id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d", flow: "xtls-rprx-vision" },
              },
            },
          ],
          decryption: "none",
        },
      },
    },
  ]);
  expect(boot.outbounds).toEqual([
    {
      tag: "",
      sender: {
        type: "xray.app.proxyman.SenderConfig",
        fields: { via: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" }, targetStrategy: "FORCE_IP46" },
      },
      proxy: { type: "xray.proxy.freedom.Config", fields: {} },
    },
  ]);
});

test("without an api the fake offers all services, and says so", () => {
  const { boot, warnings } = readXrayConfig("# nothing\n{}", "core.json");
  expect(boot.api).toEqual({
    tag: "api",
    listen: undefined,
    services: services.map(({ key }) => key),
    implied: true,
  });
  expect(boot.apps.map(({ type }) => type)).not.toContain("xray.app.commander.Config");
  expect(warnings).toEqual([
    "core.json: there is no api, so Xray would not answer; the fake offers all services",
  ]);
});

test("what the original ignores is ignored and named", () => {
  const text = `{
  "api": { "TAG": "api", "listen": ":0", "services": ["handlerservice", "Nope"] },
  "inbound": [],
  "constructor": 1,
  "policy": { "levels": { "7": { "connIdle": 300 } } }
} and more`;
  const { boot, warnings } = readXrayConfig(text, "core.json");
  expect(boot.api).toEqual({ tag: "api", listen: "0.0.0.0:0", services: ["HandlerService"] });
  expect(warnings).toEqual([
    "core.json:6:3: what follows the configuration is ignored, as by Xray",
    'core.json:3:14: inbound is unknown to Xray, which ignores it; did you mean "inbounds"?',
    "core.json:4:18: constructor is unknown to Xray, which ignores it",
    "core.json:5:46: policy.levels.7.connIdle has no effect here: the fake does not imitate time-outs and buffers of connections",
    'core.json:2:73: api.services[1] "Nope" is no service of Xray, which ignores it',
  ]);
});
