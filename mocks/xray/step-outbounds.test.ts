import { expect, test } from "vitest";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message } from "../../contract/xray/message.js";
import { proxies, sampleBoot, sampleState, sender } from "./sample.js";
import { step } from "./step.js";
import { viewState } from "./view.js";

const add = (tag: string, sender_: Message | null, proxy: Message): ApiCommand => ({
  kind: "AddOutbound",
  outbound: { tag, sender: sender_, proxy, expire: "5", comment: "c" },
});
const tags = (state: ReturnType<typeof sampleState>) =>
  viewState(state).outbounds.map((o) => o.tag);
const unknown: Message = { type: "no.such", base64: "" };
const here = "app/proxyman/outbound: ";

test("an outbound is added, counted, and shown without expire and comment", () => {
  const state = sampleState();
  expect(step(state, add("n", null, proxies.freedom), 0).outcome.status).toBe("ok");
  expect(viewState(state).outbounds.at(-1)).toEqual({ tag: "n", sender, proxy: proxies.freedom });
  expect(state.counters.get("outbound>>>n>>>traffic>>>downlink")).toBe(0n);
});

test("outbounds without a tag are accepted again and again, listed first and not counted", () => {
  const state = sampleState();
  for (let n = 0; n < 2; n += 1)
    expect(step(state, add("", sender, proxies.freedom), 0).outcome.status).toBe("ok");
  expect(tags(state)).toEqual(["", "", "direct", "block"]);
  expect([...state.counters.keys()].filter((n) => n.startsWith("outbound>>>>>>"))).toEqual([]);
});

test.each<[string, ApiCommand, string]>([
  ["a tag in use", add("direct", sender, proxies.blackhole), `${here}existing tag found: direct`],
  [
    "a sender of another type",
    add("x", proxies.freedom, proxies.freedom),
    `${here}settings is not SenderConfig`,
  ],
  ["an unknown sender", add("x", unknown, proxies.freedom), "proto: not found"],
  ["an unknown proxy", add("x", sender, unknown), "proto: not found"],
  ["an inbound as a proxy", add("x", sender, proxies.socks), `${here}not an outbound handler`],
  [
    "a proxy without constructor",
    add("x", sender, sender),
    "common: *proxyman.SenderConfig is not registered",
  ],
  [
    "a socks client without server",
    add("x", sender, { type: "xray.proxy.socks.ClientConfig", fields: {} }),
    "proxy/socks: no target server found",
  ],
  [
    "an empty tag to remove",
    { kind: "RemoveOutbound", tag: "" },
    "common: not enough information for making a decision",
  ],
  [
    "an operation of unknown type",
    { kind: "AlterOutbound", tag: "x", operation: unknown },
    "app/proxyman/command: unknown operation > proto: not found",
  ],
  [
    "a message that is no operation",
    { kind: "AlterOutbound", tag: "x", operation: sender },
    "app/proxyman/command: not an outbound operation",
  ],
])("%s is refused and nothing is listed that was not", (_what, command, text) => {
  const state = sampleState();
  const before = viewState(state).outbounds;
  expect(step(state, command, 0).outcome).toEqual({ status: "refused", code: 2, text });
  expect(viewState(state).outbounds).toEqual(before);
});

test("a refused outbound leaves its counters behind", () => {
  const state = sampleState();
  step(state, add("x", sender, unknown), 0);
  expect(state.counters.has("outbound>>>x>>>traffic>>>uplink")).toBe(true);
});

test("removing is accepted for known and unknown tags", () => {
  const state = sampleState();
  for (const tag of ["direct", "direct", "nope"])
    expect(step(state, { kind: "RemoveOutbound", tag }, 0).outcome.status).toBe("ok");
  expect(tags(state)).toEqual(["block"]);
});

test("in the classic form the API's outbound takes its tag and is not listed", () => {
  const boot = sampleBoot();
  const state = sampleState({ ...boot, api: { ...boot.api, listen: undefined, tag: "direct" } });
  expect(tags(state)).toEqual(["block"]);
  expect(step(state, { kind: "ListOutbounds" }, 0).outcome).toMatchObject({
    reply: { outbounds: [{ tag: "block" }] },
  });
  expect(step(state, add("direct", sender, proxies.freedom), 0).outcome.status).toBe("refused");
});

test("multiplexing without a number of connections is shown with 8", () => {
  const state = sampleState();
  const mux = { type: sender.type, fields: { multiplexSettings: { enabled: true } } };
  step(state, add("m", mux, proxies.freedom), 0);
  expect(viewState(state).outbounds.at(-1)).toMatchObject({
    sender: { fields: { multiplexSettings: { concurrency: 8 } } },
  });
});
