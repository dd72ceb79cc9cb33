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
    { network: "xhttp", xhttpSettings: { path: "/x" } },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.splithttp.Config",
            fields: {
              path: "/x",
              mode: "auto",
              xPaddingBytes: {},
              scMaxEachPostBytes: {},
              scMinPostsIntervalMs: {},
              scStreamUpServerSecs: {},
              xmux: {
                maxConcurrency: { from: 1, to: 1 },
                maxConnections: {},
                cMaxReuseTimes: {},
                hMaxRequestTimes: { from: 600, to: 900 },
                hMaxReusableSecs: { from: 1800, to: 3000 },
              },
              xPaddingKey: "x_padding",
              xPaddingHeader: "X-Padding",
              xPaddingPlacement: "queryInHeader",
              xPaddingMethod: "repeat-x",
              uplinkHTTPMethod: "POST",
              sessionPlacement: "path",
              seqPlacement: "path",
              uplinkDataPlacement: "auto",
              uplinkDataKey: "X-Data",
              uplinkChunkSize: {},
            },
          },
          protocolName: "splithttp",
        },
      ],
      protocolName: "splithttp",
    },
  ],
  [
    {
      xhttpSettings: {
        mode: "packet-up",
        extra: {
          mode: "x",
          xPaddingBytes: "200-100",
          uplinkDataPlacement: "header",
          seqPlacement: "query",
          sessionPlacement: "header",
          uplinkHTTPMethod: "get",
          xmux: { maxConnections: "3" },
          downloadSettings: { network: "xhttp", port: 1 },
        },
      },
    },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.splithttp.Config",
            fields: {
              mode: "packet-up",
              xPaddingBytes: { from: 100, to: 200 },
              scMaxEachPostBytes: {},
              scMinPostsIntervalMs: {},
              scStreamUpServerSecs: {},
              xmux: {
                maxConcurrency: {},
                maxConnections: { from: 3, to: 3 },
                cMaxReuseTimes: {},
                hMaxRequestTimes: {},
                hMaxReusableSecs: {},
              },
              downloadSettings: { protocolName: "splithttp", port: 1 },
              xPaddingKey: "x_padding",
              xPaddingHeader: "X-Padding",
              xPaddingPlacement: "queryInHeader",
              xPaddingMethod: "repeat-x",
              uplinkHTTPMethod: "GET",
              sessionPlacement: "header",
              sessionKey: "X-Session",
              seqPlacement: "query",
              seqKey: "x_seq",
              uplinkDataPlacement: "header",
              uplinkDataKey: "X-Data",
              uplinkChunkSize: {},
            },
          },
          protocolName: "splithttp",
        },
      ],
      protocolName: "tcp",
    },
  ],
])("%j is loaded as by the original", (written, expected) => {
  expect(load(written)).toEqual(expected);
});
