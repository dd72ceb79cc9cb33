import { expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import { proxies, sender } from "../sample.js";
import { loadWarnings } from "./deprecated.js";

const receiver = (streamSettings: JsonObject, port = 1) => ({
  type: "xray.app.proxyman.ReceiverConfig",
  fields: { portList: { range: [{ From: port, To: port }] }, streamSettings },
});

const reality = (serverNames: string[]) => ({
  protocolName: "tcp",
  securityType: "xray.transport.internet.reality.Config",
  securitySettings: [{ type: "xray.transport.internet.reality.Config", fields: { serverNames } }],
});

test("each handler is warned of in its order, transport before protocol", () => {
  const warnings = loadWarnings({
    inbounds: [
      { tag: "a", receiver: receiver({ protocolName: "websocket" }), proxy: proxies.trojan },
      { tag: "b", receiver: receiver({ protocolName: "tcp" }), proxy: proxies.vless },
    ],
    outbounds: [
      { tag: "c", sender, proxy: { type: "xray.proxy.vmess.outbound.Config", fields: {} } },
    ],
  });
  expect(warnings.map((line) => /The feature (\w+)/.exec(line)?.[1])).toEqual([
    "WebSocket",
    "Trojan",
    "VMess",
  ]);
  expect(warnings[1]).toBe(
    "common/errors: The feature Trojan (with no Flow, etc.) is deprecated, not recommended for using and might be removed. Please migrate to VLESS with Flow & Seed as soon as possible.",
  );
});

test("REALITY is warned of on other ports than 443, and for names that draw attention", () => {
  const of = (names: string[], port: number) =>
    loadWarnings({
      inbounds: [{ tag: "a", receiver: receiver(reality(names), port), proxy: proxies.vless }],
      outbounds: [],
    });
  expect(of(["example.com"], 443)).toEqual([]);
  expect(of(["www.apple.com"], 444).map((line) => line.slice(0, 28))).toEqual([
    "infra/conf: REALITY: Choosin",
    "infra/conf: REALITY: Listeni",
  ]);
});
