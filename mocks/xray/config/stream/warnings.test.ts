import { expect, test } from "vitest";
import { readXrayConfig } from "../read-config.js";

test("what the original ignores around a protocol is named with its place", () => {
  const text = `{ "inbounds": [{ "protocol": "socks", "port": 1, "sniffing": { "enable": true },
  "streamSettings": {
    "tlsSettings": { "serverNames": [] },
    "rawSettings": { "header": { "type": "none", "request": {} } },
    "xhttpSettings": { "extra": { "xmux": { "x": 1 } } },
    "sockopt": { "tcpFastOpn": true } } }] }`;
  expect(readXrayConfig(text, "core.json").warnings.toSorted()).toEqual(
    [
      'core.json:1:74: inbounds[0].sniffing.enable is unknown to Xray, which ignores it; did you mean "enabled"?',
      'core.json:3:37: inbounds[0].streamSettings.tlsSettings.serverNames is unknown to Xray, which ignores it; did you mean "serverName"?',
      'core.json:3:20: inbounds[0].streamSettings.tlsSettings has no effect here: security is not "tls", so Xray does not use it either',
      "core.json:4:61: inbounds[0].streamSettings.rawSettings.header.request is unknown to Xray, which ignores it",
      "core.json:5:50: inbounds[0].streamSettings.xhttpSettings.extra.xmux.x is unknown to Xray, which ignores it",
      'core.json:6:32: inbounds[0].streamSettings.sockopt.tcpFastOpn is unknown to Xray, which ignores it; did you mean "tcpFastOpen"?',
      "core.json: there is no api, so Xray would not answer; the fake offers all services",
    ].toSorted(),
  );
});

test("variables of the environment stand for addresses and ports", () => {
  process.env["NODEPROOF_TEST_PLACE"] = "::1";
  process.env["NODEPROOF_TEST_PORT"] = "7-9";
  const text = JSON.stringify({
    inbounds: [
      { protocol: "socks", listen: "env:nodeproof.test.place", port: "env:NODEPROOF_TEST_PORT,1" },
    ],
  });
  expect(readXrayConfig(text, "core.json").boot.inbounds[0]?.receiver).toMatchObject({
    fields: {
      listen: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" },
      portList: {
        range: [
          { From: 7, To: 9 },
          { From: 1, To: 1 },
        ],
      },
    },
  });
});
