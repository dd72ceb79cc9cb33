import { describe, expect, test } from "vitest";
import type { InboundHandler } from "../../contract/xray/message.js";
import { addInbound, listInbounds, vlessUsers } from "./arbitraries.js";
import {
  badMessage,
  inbound,
  message,
  plainSender,
  receiver,
  typeNames,
  unknownMessage,
  vlessAccount,
  vlessInbound,
  vlessProxy,
} from "./messages.js";
import { testCases, type Case } from "./oracle-cases.js";
import { done, inboundsAre, no, play, type Script } from "./oracle-script.js";
import { inboundRefusals, unlistenable } from "./properties/inbound-refusals.js";
import { portRefusals } from "./properties/ports.js";
import * as texts from "./texts.js";

const zero = inbound("in-z", [0], vlessProxy([]));
const none = inbound("in-z", [], vlessProxy([]));
const held = vlessInbound("in-z", 5);
const foreign = { ...held, receiver: receiver([5], "192.0.2.1") };
const hold: Script[number] = [
  { kind: "HoldPort", port: 5 },
  { status: "ok", reply: { kind: "held", held: true } },
];

/** A refused inbound leaves no trace; wrong are another text, acceptance, and a trace. */
function refusals(proxy: InboundHandler["proxy"], text: string, from = receiver([4])): Case {
  const tried: InboundHandler = { tag: "in-x", receiver: from, proxy };
  const command = addInbound(tried);
  return {
    right: [
      [command, no(text)],
      [listInbounds, inboundsAre()],
    ],
    wrong: [
      [[command, no("something else")]],
      [[command, no(text, 3)]],
      [[command, done]],
      [
        [command, no(text)],
        [listInbounds, inboundsAre(tried)],
      ],
    ],
  };
}

/** A failed listen takes the tag. */
function failures(tried: InboundHandler, text: string, before: Script = []): Case {
  const command = addInbound(tried);
  return {
    right: [...before, [command, no(text)], [listInbounds, inboundsAre(tried)]],
    wrong: [
      [...before, [command, done]],
      [...before, [command, no(texts.inboundTagTaken("in-z"))]],
      [...before, [command, no(text)], [listInbounds, inboundsAre()]],
      [...before, [command, no(text)], [listInbounds, inboundsAre(tried)], [command, no(text)]],
    ],
  };
}

const cases: Readonly<Record<string, Case>> = {
  "xray/inbound/port-held": failures(
    held,
    texts.cannotListen("127.0.0.1", 5, "address already in use"),
    [hold],
  ),
  "xray/inbound/foreign-address": failures(
    foreign,
    texts.cannotListen("192.0.2.1", 5, "cannot assign requested address"),
  ),
  "xray/inbound/port-zero": failures(zero, texts.portZero("127.0.0.1")),
  "xray/inbound/no-port": failures(none, texts.noPort("127.0.0.1")),
  "xray/inbound/unknown-settings": refusals(unknownMessage(""), texts.typeNotFound()),
  "xray/inbound/bad-settings": refusals(badMessage(typeNames.vless), texts.badBytes()),
  "xray/inbound/receiver-type": refusals(vlessProxy([]), texts.notReceiver(), plainSender()),
  "xray/inbound/proxy-not-registered": refusals(
    vlessAccount("x"),
    "common: *vless.Account is not registered",
  ),
  "xray/inbound/proxy-is-outbound": refusals(message(typeNames.freedom), texts.notInboundProxy()),
  "xray/inbound/vless-decryption": refusals(
    vlessProxy([], { decryption: "bad" }),
    texts.badDecryption(),
  ),
  "xray/inbound/vless-same-email": refusals(
    vlessProxy([vlessUsers.alice, { ...vlessUsers.bob, email: "alice" }]),
    texts.clientExists("alice"),
  ),
  "xray/inbound/vless-no-account": refusals(
    vlessProxy([{ ...vlessUsers.alice, account: null }]),
    texts.clientWithoutAccount(),
  ),
};

test("every requirement on refused inbounds has a case", () => {
  const ids = [inboundRefusals, unlistenable, portRefusals].flatMap((p) => p.covers);
  expect(Object.keys(cases).sort()).toEqual([...ids].sort());
});

describe("refused inbounds", () => {
  testCases(cases);

  test("a tag that a failed listen took is tried again", () => {
    expect(play([[addInbound(zero), no(texts.portZero("127.0.0.1"))]]).follow).toEqual([
      listInbounds,
      addInbound(zero),
    ]);
  });
});
