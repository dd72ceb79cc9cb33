import { expect, test } from "vitest";
import { readXrayConfigObject } from "../read-config.js";

function load(written: object): unknown {
  const inbound = { protocol: "socks", port: 1, streamSettings: written };
  const { boot } = readXrayConfigObject({ inbounds: [inbound] }, "here");
  const receiver = boot.inbounds[0]?.receiver;
  return receiver != null && "fields" in receiver ? receiver.fields["streamSettings"] : receiver;
}

// What Xray 26.3.27 makes of them: `convert pb`.
test.each<[object, object]>([
  [
    { NETWORK: "RAW", security: "None", address: "example.com", port: 443 },
    { protocolName: "tcp", address: { domain: "example.com" }, port: 443 },
  ],
  [
    { security: "tls" },
    {
      securityType: "xray.transport.internet.tls.Config",
      securitySettings: [{ type: "xray.transport.internet.tls.Config", fields: {} }],
      protocolName: "tcp",
    },
  ],
  [
    {
      security: "TLS",
      tlsSettings: {
        serverName: "s",
        alpn: "h2,http/1.1",
        fingerprint: "Chrome",
        pinnedPeerCertSha256:
          "AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB, ",
        verifyPeerCertByName: " a ,b",
        curvePreferences: ["X25519"],
        certificates: [
          { certificate: ["a", "b"], key: ["c"], usage: "verify", ocspStapling: 3600 },
        ],
        echServerKeys: "AA\n==",
        echForceQuery: "full",
        echSockopt: {},
      },
    },
    {
      securityType: "xray.transport.internet.tls.Config",
      securitySettings: [
        {
          type: "xray.transport.internet.tls.Config",
          fields: {
            certificate: [
              {
                certificate: "YQpi",
                key: "Yw==",
                usage: "AUTHORITY_VERIFY",
                ocspStapling: "3600",
                OneTimeLoading: true,
              },
            ],
            serverName: "s",
            nextProtocol: ["h2", "http/1.1"],
            fingerprint: "chrome",
            curvePreferences: ["X25519"],
            verifyPeerCertByName: ["a", "b"],
            echServerKeys: "AA==",
            echForceQuery: "full",
            echSocketSettings: { happyEyeballs: { interleave: 1, maxConcurrentTry: 4 } },
            pinnedPeerCertSha256: ["q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="],
          },
        },
      ],
      protocolName: "tcp",
    },
  ],
  [
    {
      security: "reality",
      realitySettings: {
        dest: "443",
        serverNames: ["a"],
        privateKey: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
        minClientVer: "25.9",
        shortIds: ["", "ab"],
        limitFallbackUpload: { afterbytes: 7 },
      },
    },
    {
      securityType: "xray.transport.internet.reality.Config",
      securitySettings: [
        {
          type: "xray.transport.internet.reality.Config",
          fields: {
            dest: "localhost:443",
            type: "tcp",
            serverNames: ["a"],
            privateKey: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
            minClientVer: "GQkA",
            shortIds: ["AAAAAAAAAAA=", "qwAAAAAAAAA="],
            limitFallbackUpload: { afterBytes: "7" },
            limitFallbackDownload: {},
          },
        },
      ],
      protocolName: "tcp",
    },
  ],
  [
    {
      security: "reality",
      network: "grpc",
      realitySettings: {
        password: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
        fingerprint: "Firefox",
        shortId: "0a",
        spiderX: "/x?p=1-2&t=7&y=z",
      },
    },
    {
      securityType: "xray.transport.internet.reality.Config",
      securitySettings: [
        {
          type: "xray.transport.internet.reality.Config",
          fields: {
            Fingerprint: "firefox",
            publicKey: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
            shortId: "CgAAAAAAAAA=",
            spiderX: "/x?y=z",
            spiderY: ["1", "2", "0", "0", "7", "7", "0", "0", "0", "0"],
          },
        },
      ],
      protocolName: "grpc",
    },
  ],
  [
    {
      sockopt: {
        tcpFastOpen: true,
        tproxy: "Redirect",
        domainStrategy: "useipv4V6",
        customSockopt: [{ opt: "1", type: "int" }],
        addressPortStrategy: "txtportonly",
        happyEyeballs: { tryDelayMs: 250 },
        trustedXForwardedFor: ["X"],
        mark: -1,
        V6ONLY: true,
      },
    },
    {
      protocolName: "tcp",
      socketSettings: {
        mark: -1,
        tfo: 256,
        tproxy: "Redirect",
        domainStrategy: "USE_IP46",
        v6only: true,
        customSockopt: [{ opt: "1", type: "int" }],
        addressPortStrategy: "TxtPortOnly",
        happyEyeballs: { interleave: 1, tryDelayMs: "250", maxConcurrentTry: 4 },
        trustedXForwardedFor: ["X"],
      },
    },
  ],
  [
    { sockopt: { tcpFastOpen: -1000000000000, tproxy: "zzz" } },
    {
      protocolName: "tcp",
      socketSettings: { tfo: -2147483648, happyEyeballs: { interleave: 1, maxConcurrentTry: 4 } },
    },
  ],
])("%j is loaded as by the original", (written, expected) => {
  expect(load(written)).toEqual(expected);
});
