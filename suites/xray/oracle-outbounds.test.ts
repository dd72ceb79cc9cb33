import { describe, expect, test } from "vitest";
import type { OutboundHandler } from "../../contract/xray/message.js";
import { outboundRequirements } from "../../contract/xray/requirements/outbound.js";
import { addOutbound, alterOutbound, listOutbounds, removeOutbound } from "./arbitraries.js";
import {
  blackholeOutbound,
  freedomOutbound,
  message,
  receiver,
  typeNames,
  unknownMessage,
  vlessProxy,
} from "./messages.js";
import { testCases, type Case } from "./oracle-cases.js";
import {
  addressBaseline,
  base,
  done,
  no,
  outboundsAre,
  play,
  type Script,
} from "./oracle-script.js";
import * as texts from "./texts.js";

const one = freedomOutbound("out-a", { userLevel: 2 });
const other = blackholeOutbound("out-a");
const unnamed = blackholeOutbound("");
const bare = { ...freedomOutbound("out-b"), sender: null };
const added: Script = [[addOutbound(one), done]];
const taken = texts.outboundTagTaken("out-a");
const remove = removeOutbound("out-a");
const none = alterOutbound("out-a", message(typeNames.freedom));
const unknown = alterOutbound("out-a", unknownMessage());
const unnamedFirst = {
  status: "ok",
  reply: { kind: "outbounds", outbounds: [unnamed, base.outbound] },
} as const;

function refusals(settings: Partial<OutboundHandler>, text: string): Case {
  const tried = { ...freedomOutbound("out-x"), ...settings };
  const command = addOutbound(tried);
  return {
    right: [
      [command, no(text)],
      [listOutbounds, outboundsAre()],
    ],
    wrong: [
      [[command, done]],
      [[command, no(text, 3)]],
      [
        [command, no(text)],
        [listOutbounds, outboundsAre(tried)],
      ],
    ],
  };
}

const cases: Readonly<Record<string, Case>> = {
  "xray/outbound/add": {
    right: [...added, [listOutbounds, outboundsAre(one)]],
    wrong: [[[addOutbound(one), no("no")]], [...added, [listOutbounds, outboundsAre()]]],
  },
  "xray/outbound/add-same-tag": {
    right: [...added, [addOutbound(other), no(taken)], [listOutbounds, outboundsAre(one)]],
    wrong: [
      [...added, [addOutbound(other), done]],
      [...added, [addOutbound(other), no(taken, 6)]],
      [...added, [addOutbound(other), no(taken)], [listOutbounds, outboundsAre(other)]],
      [...added, [addOutbound(other), no(taken)], [listOutbounds, outboundsAre()]],
    ],
  },
  "xray/outbound/empty-tag": {
    right: [
      [addOutbound(unnamed), done],
      [listOutbounds, unnamedFirst],
    ],
    wrong: [
      [[addOutbound(unnamed), no("no")]],
      [
        [addOutbound(unnamed), done],
        [listOutbounds, outboundsAre()],
      ],
      [
        [addOutbound(unnamed), done],
        [listOutbounds, outboundsAre(unnamed)],
      ],
    ],
  },
  "xray/outbound/no-sender": {
    right: [
      [addOutbound(bare), done],
      [listOutbounds, outboundsAre(freedomOutbound("out-b"))],
    ],
    wrong: [
      [[addOutbound(bare), no("no")]],
      [
        [addOutbound(bare), done],
        [listOutbounds, outboundsAre()],
      ],
    ],
  },
  "xray/outbound/sender-type": refusals({ sender: receiver([1]) }, texts.notSender()),
  "xray/outbound/proxy-is-inbound": refusals({ proxy: vlessProxy([]) }, texts.notOutboundHandler()),
  "xray/outbound/unknown-settings": refusals({ proxy: unknownMessage("") }, texts.typeNotFound()),
  "xray/outbound/remove": {
    right: [...added, [remove, done], [listOutbounds, outboundsAre()]],
    wrong: [
      [...added, [remove, no(texts.noClue())]],
      [...added, [remove, done], [listOutbounds, outboundsAre(one)]],
    ],
  },
  "xray/outbound/remove-unknown": {
    right: [
      [remove, done],
      [listOutbounds, outboundsAre()],
    ],
    wrong: [[[remove, no(texts.noClue())]]],
  },
  "xray/outbound/remove-empty": {
    right: [
      [removeOutbound(""), no(texts.noClue())],
      [listOutbounds, outboundsAre()],
    ],
    wrong: [[[removeOutbound(""), done]], [[removeOutbound(""), no("no")]]],
  },
  "xray/outbound/list": {
    right: [[listOutbounds, outboundsAre()]],
    wrong: [
      [[listOutbounds, outboundsAre(freedomOutbound("api"))]],
      [[listOutbounds, outboundsAre(base.outbound)]],
      [...added, [listOutbounds, outboundsAre(one)], [listOutbounds, outboundsAre()]],
    ],
  },
  "xray/outbound/list-settings": {
    right: [...added, [listOutbounds, outboundsAre(one)]],
    wrong: [
      [...added, [listOutbounds, outboundsAre(other)]],
      [...added, [listOutbounds, outboundsAre({ ...one, sender: receiver([1]) })]],
    ],
  },
  "xray/outbound/alter-none": {
    right: [
      [none, no(texts.notOutboundOperation())],
      [listOutbounds, outboundsAre()],
    ],
    wrong: [[[none, done]], [[none, no(texts.notInboundOperation())]]],
  },
  "xray/outbound/alter-unknown": {
    right: [
      [unknown, no(texts.unknownOperation("proto:\u00a0not found"))],
      [listOutbounds, outboundsAre()],
    ],
    wrong: [[[unknown, done]], [[unknown, no(texts.notOutboundOperation())]]],
  },
};

test("every requirement on outbounds has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(outboundRequirements.map((r) => r.id).sort());
});

describe("outbounds", () => {
  testCases(cases);

  test("the outbound of the API is a breach even where the first look showed it", () => {
    const shown = outboundsAre(freedomOutbound("api"));
    expect(play([[listOutbounds, shown]]).broken).toEqual(["xray/outbound/list"]);
  });

  test("removing what is not there calls for a look", () => {
    expect(play([[remove, done]]).follow).toEqual([listOutbounds]);
    expect(play([...added, [remove, done]]).follow).toEqual([]);
  });

  test("on an address, outbounds of others come and go", () => {
    const script: Script = [
      ...added,
      [listOutbounds, outboundsAre(one, freedomOutbound("foreign"))],
      [listOutbounds, { status: "ok", reply: { kind: "outbounds", outbounds: [one] } }],
    ];
    expect(play(script, addressBaseline).broken).toEqual([]);
  });
});
