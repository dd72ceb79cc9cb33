import { expect, test } from "vitest";
import { readXrayConfigObject } from "./read-config.js";

// What Xray 26.3.27 makes of them: `convert pb`.
test.each<[object, object]>([
  [
    {
      listen: "/run/x.sock,0600",
      port: 7,
      sniffing: {
        enabled: true,
        destOverride: ["TLS", "https", "fakedns+others"],
        domainsExcluded: "A.b,C",
        routeOnly: true,
      },
    },
    {
      listen: { domain: "/run/x.sock,0600" },
      sniffingSettings: {
        enabled: true,
        destinationOverride: ["tls", "tls", "fakedns"],
        domainsExcluded: ["a.b", "c"],
        routeOnly: true,
      },
    },
  ],
  [{ listen: "@name" }, { listen: { domain: "@name" } }],
  [
    { port: "1000-1002, 1005,,null" },
    { portList: { range: [{ From: 1000, To: 1002 }, { From: 1005, To: 1005 }, {}] } },
  ],
])("the inbound %j is loaded as by the original", (written, fields) => {
  const { boot } = readXrayConfigObject({ inbounds: [{ protocol: "socks", ...written }] }, "here");
  expect(boot.inbounds[0]?.receiver).toEqual({ type: "xray.app.proxyman.ReceiverConfig", fields });
});

test.each<[object, object]>([
  [
    {
      sendThrough: "10.0.0.0/8",
      mux: { enabled: true, concurrency: -1 },
      proxySettings: { tag: "p" },
      targetStrategy: "USEIP",
    },
    {
      via: { ip: "CgAAAA==" },
      proxySettings: { tag: "p" },
      multiplexSettings: { enabled: true, concurrency: -1, xudpProxyUDP443: "reject" },
      viaCidr: "8",
      targetStrategy: "USE_IP",
    },
  ],
  [
    { proxySettings: { tag: "p", transportLayer: true } },
    { streamSettings: { socketSettings: { dialerProxy: "p" } } },
  ],
  [
    { proxySettings: { tag: "p", transportLayer: true }, streamSettings: { sockopt: { mark: 1 } } },
    {
      streamSettings: {
        protocolName: "tcp",
        socketSettings: {
          mark: 1,
          dialerProxy: "p",
          happyEyeballs: { interleave: 1, maxConcurrentTry: 4 },
        },
      },
    },
  ],
])("the outbound %j is loaded as by the original", (written, fields) => {
  const { boot } = readXrayConfigObject(
    { outbounds: [{ protocol: "freedom", ...written }] },
    "here",
  );
  expect(boot.outbounds[0]?.sender).toEqual({ type: "xray.app.proxyman.SenderConfig", fields });
});
