import { expect, test } from "vitest";
import type { JsonObject } from "../../contract/json.js";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message } from "../../contract/xray/message.js";
import { startFake } from "../../harness/start-fake.js";
import { freePorts } from "../../suites/xray/sockets.js";
import { startReal } from "./core.js";
import { message, protocols } from "./walks/messages.js";
import { Player } from "./walks/player.js";

const receiver = (fields: JsonObject = {}): Message =>
  message("xray.app.proxyman.ReceiverConfig", {
    portList: { range: [{ From: 1, To: 1 }] },
    listen: { ip: "fwAAAQ==" },
    ...fields,
  });
const socks = message("xray.proxy.socks.ServerConfig");
const inbound = (
  tag: string,
  proxy: Message | null,
  by: Message | null = receiver(),
): ApiCommand => ({
  kind: "AddInbound",
  inbound: { tag, receiver: by, proxy },
});
const user = (tag: string, account: Message): ApiCommand => ({
  kind: "AddUser",
  tag,
  user: { email: "e", level: 0, account },
});
const rules = (fields: JsonObject | null): ApiCommand => ({
  kind: "AddRule",
  config: fields === null ? null : message("xray.app.router.Config", fields),
  shouldAppend: true,
});
const foreign = message("xray.proxy.socks.Account", { username: "u" });
const transport = (protocolName: string, settings?: Message): JsonObject => ({
  streamSettings: {
    protocolName,
    transportSettings: [
      { protocolName, ...(settings && { settings: settings as unknown as JsonObject }) },
    ],
  },
});

/** Calls of which the last one ends the original. */
const cases: readonly (readonly [name: string, ...walk: readonly ApiCommand[]])[] = [
  ["AddInbound without inbound", { kind: "AddInbound", inbound: null }],
  ["AddInbound without receiver", inbound("a", socks, null)],
  ["AddInbound without proxy", inbound("a", null)],
  ["AddOutbound without outbound", { kind: "AddOutbound", outbound: null }],
  [
    "AddOutbound without proxy",
    { kind: "AddOutbound", outbound: { tag: "a", sender: null, proxy: null } },
  ],
  ["AlterInbound without operation", { kind: "AlterInbound", tag: "a", operation: null }],
  ["AlterOutbound without operation", { kind: "AlterOutbound", tag: "a", operation: null }],
  ...(["vless", "trojan", "shadowsocks", "shadowsocks2022", "hysteria"] as const).map(
    (protocol) =>
      [
        `a foreign account on ${protocol}`,
        inbound(
          "a",
          protocols[protocol].settings([]),
          protocol === "hysteria" ? receiver({ listen: { domain: "localhost" } }) : receiver(),
        ),
        user("a", foreign),
      ] as const,
  ),
  [
    "removing a vmess user with a foreign account",
    inbound("a", protocols.vmess.settings([])),
    user("a", foreign),
    { kind: "RemoveUser", tag: "a", email: "e" },
  ],
  ["AddRule without config", rules(null)],
  [
    "leastload without settings",
    rules({ balancingRule: [{ tag: "b", outboundSelector: ["a"], strategy: "leastload" }] }),
  ],
  ["a rule over a network that is none", rules({ rule: [{ tag: "x", networks: [9] }] })],
  [
    "a rule over a bad regexp of attributes",
    rules({ rule: [{ tag: "x", attributes: { a: "(" } }] }),
  ],
  [
    "TestRoute with a network that is none",
    rules({ rule: [{ tag: "x", networks: ["TCP"] }] }),
    { kind: "TestRoute", context: { Network: 9 }, fieldSelectors: [], publishResult: false },
  ],
  [
    "ws on port 0",
    inbound(
      "a",
      socks,
      receiver({
        portList: { range: [{ From: 0, To: 0 }] },
        streamSettings: { protocolName: "websocket" },
      }),
    ),
  ],
  [
    "httpupgrade without a port",
    inbound(
      "a",
      protocols.vless.settings([]),
      message("xray.app.proxyman.ReceiverConfig", {
        listen: { ip: "fwAAAQ==" },
        streamSettings: { protocolName: "httpupgrade" },
      }),
    ),
  ],
  ["an address that is neither", inbound("a", socks, receiver({ listen: {} }))],
  ["a transport without settings", inbound("a", socks, receiver(transport("websocket")))],
  [
    "a transport with another's settings",
    inbound(
      "a",
      socks,
      receiver(transport("websocket", message("xray.transport.internet.tcp.Config"))),
    ),
  ],
  ["an empty handler as proxy", inbound("a", message("xray.core.InboundHandlerConfig"))],
];

const table = cases.map(([name, ...commands]) => [name, commands] as const);

test.each(table)("%s ends the original and the fake", async (_, commands) => {
  const [apiA = 0, apiB = 0, portA = 0, portB = 0] = await freePorts("127.0.0.1", 4);
  const configuration = (port: number) => ({
    log: { loglevel: "none" },
    api: {
      tag: "api",
      listen: `127.0.0.1:${String(port)}`,
      services: ["HandlerService", "RoutingService"],
    },
    routing: {},
  });
  await using real = await startReal(configuration(apiA), `127.0.0.1:${String(apiA)}`);
  await using fake = await startFake({
    config: configuration(apiB),
    listen: `127.0.0.1:${String(apiB)}`,
    crash: true,
  });
  const theirs = new Player(real.address, [portA]);
  const ours = new Player(fake.address, [portB]);
  try {
    for (const [index, command] of commands.entries()) {
      const answers = [await theirs.send(command), await ours.send(command)];
      const ends = answers.map(({ status }) => status === "lost");
      expect(ends).toEqual(index === commands.length - 1 ? [true, true] : [false, false]);
    }
    expect(await real.ended()).toBe("the process ended with exit code 2");
    expect(await fake.crashed).not.toBe("");
  } finally {
    theirs.close();
    ours.close();
  }
});
