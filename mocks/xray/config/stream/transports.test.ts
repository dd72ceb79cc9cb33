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
  [{}, { protocolName: "tcp" }],
  [
    { rawSettings: { header: { type: "NONE" }, acceptProxyProtocol: true }, tcpSettings: null },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.tcp.Config",
            fields: {
              headerSettings: {
                type: "xray.transport.internet.headers.noop.ConnectionConfig",
                fields: {},
              },
              acceptProxyProtocol: true,
            },
          },
          protocolName: "tcp",
        },
      ],
      protocolName: "tcp",
    },
  ],
  [
    {
      tcpSettings: {
        header: {
          type: "http",
          request: { method: "GET", path: "/a,/b", headers: { b: "x,y", A: ["z"] } },
          response: { version: "1.1", reason: "Fine", headers: { C: [] } },
        },
      },
    },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.tcp.Config",
            fields: {
              headerSettings: {
                type: "xray.transport.internet.headers.http.Config",
                fields: {
                  request: {
                    method: { value: "GET" },
                    uri: ["/a", "/b"],
                    header: [
                      { name: "A", value: ["z"] },
                      { name: "b", value: ["x", "y"] },
                    ],
                  },
                  response: {
                    version: { value: "1.1" },
                    status: { code: "200", reason: "Fine" },
                    header: [{ name: "C" }],
                  },
                },
              },
            },
          },
          protocolName: "tcp",
        },
      ],
      protocolName: "tcp",
    },
  ],
  [
    {
      network: "ws",
      wsSettings: {
        path: "/a b?x=1&ed=2048",
        headers: { Host: "h.example", A: "b" },
        heartbeatPeriod: 10,
      },
    },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.websocket.Config",
            fields: {
              host: "h.example",
              path: "/a%20b?x=1",
              header: { A: "b" },
              ed: 2048,
              heartbeatPeriod: 10,
            },
          },
          protocolName: "websocket",
        },
      ],
      protocolName: "websocket",
    },
  ],
  [
    {
      network: "websocket",
      grpcSettings: {
        serviceName: "s",
        idle_timeout: -3,
        initial_windows_size: 65536,
        multiMode: true,
      },
    },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.grpc.encoding.Config",
            fields: { serviceName: "s", multiMode: true, initialWindowsSize: 65536 },
          },
          protocolName: "grpc",
        },
      ],
      protocolName: "websocket",
    },
  ],
  [
    { network: "httpupgrade", httpupgradeSettings: { path: "/?ed=x", host: "h" } },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.httpupgrade.Config",
            fields: { host: "h", path: "/" },
          },
          protocolName: "httpupgrade",
        },
      ],
      protocolName: "httpupgrade",
    },
  ],
  [
    {
      network: "kcp",
      kcpSettings: { mtu: 0, tti: 10, readBufferSize: 0, writeBufferSize: 4097, congestion: true },
    },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.kcp.Config",
            fields: {
              mtu: {},
              tti: { value: 10 },
              congestion: true,
              writeBuffer: { size: 1048576 },
              readBuffer: { size: 524288 },
            },
          },
          protocolName: "mkcp",
        },
      ],
      protocolName: "mkcp",
    },
  ],
  [
    {
      network: "hysteria",
      hysteriaSettings: {
        version: 2,
        auth: "a",
        masquerade: { type: "string", content: "c", headers: { A: "b" }, statusCode: 404 },
      },
    },
    {
      transportSettings: [
        {
          settings: {
            type: "xray.transport.internet.hysteria.Config",
            fields: {
              version: 2,
              auth: "a",
              udpIdleTimeout: "60",
              masqType: "string",
              masqString: "c",
              masqStringHeaders: { A: "b" },
              masqStringStatusCode: 404,
            },
          },
          protocolName: "hysteria",
        },
      ],
      protocolName: "hysteria",
    },
  ],
])("%j is loaded as by the original", (written, expected) => {
  expect(load(written)).toEqual(expected);
});
