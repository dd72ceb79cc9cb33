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
    {
      finalmask: {
        tcp: [
          { type: "Fragment", settings: { packets: "1-3", length: "20-10", delay: 5 } },
          {
            type: "header-custom",
            settings: { clients: [[{ packet: "AAE=", delay: "1-2" }], []] },
          },
        ],
        udp: [
          { type: "header-dns" },
          {
            type: "noise",
            settings: {
              reset: 3,
              noise: [
                { rand: "1-2", randRange: 9 },
                { type: "hex", packet: "ff" },
              ],
            },
          },
          { type: "sudoku", settings: { custom_table: "t", paddingMin: 0, padding_min: 2 } },
          { type: "xicmp", settings: null },
        ],
      },
    },
    {
      protocolName: "tcp",
      udpmasks: [
        {
          type: "xray.transport.internet.finalmask.header.dns.Config",
          fields: { domain: "www.baidu.com" },
        },
        {
          type: "xray.transport.internet.finalmask.noise.Config",
          fields: {
            resetMin: "3",
            resetMax: "3",
            items: [
              { randMin: "1", randMax: "2", randRangeMin: 9, randRangeMax: 9 },
              { randRangeMax: 255, packet: "/w==" },
            ],
          },
        },
        {
          type: "xray.transport.internet.finalmask.sudoku.Config",
          fields: { customTable: "t", paddingMin: 2 },
        },
        { type: "xray.transport.internet.finalmask.xicmp.Config", fields: { ip: "0.0.0.0" } },
      ],
      tcpmasks: [
        {
          type: "xray.transport.internet.finalmask.fragment.Config",
          fields: {
            packetsFrom: "1",
            packetsTo: "3",
            lengthMin: "10",
            lengthMax: "20",
            delayMin: "5",
            delayMax: "5",
          },
        },
        {
          type: "xray.transport.internet.finalmask.header.custom.TCPConfig",
          fields: {
            clients: [
              { sequence: [{ delayMin: "1", delayMax: "2", randMax: 255, packet: "AAE=" }] },
              {},
            ],
          },
        },
      ],
    },
  ],
  [
    {
      finalmask: {
        quicParams: {
          congestion: "BBR",
          brutalUp: "1.5 mbps",
          udpHop: { ports: "7-9,3", interval: "10-5" },
          maxIdleTimeout: 30,
        },
      },
    },
    {
      protocolName: "tcp",
      quicParams: {
        congestion: "bbr",
        brutalUp: "196608",
        udpHop: { ports: [7, 8, 9, 3], intervalMin: "5", intervalMax: "10" },
        maxIdleTimeout: "30",
      },
    },
  ],
  [
    { finalmask: { quicParams: { brutalDown: "5" } } },
    { protocolName: "tcp", quicParams: { udpHop: {} } },
  ],
])("%j is loaded as by the original", (written, expected) => {
  expect(load(written)).toEqual(expected);
});
