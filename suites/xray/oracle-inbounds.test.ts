import { describe, expect, test } from "vitest";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { InboundHandler } from "../../contract/xray/message.js";
import { inboundRequirements } from "../../contract/xray/requirements/inbound.js";
import {
  addInbound,
  addUser,
  connect,
  listInbounds,
  listTags,
  removeInbound,
  vlessUsers,
} from "./arbitraries.js";
import { typeNames, vlessInbound } from "./messages.js";
import { testCases, type Case } from "./oracle-cases.js";
import {
  addressBaseline,
  connects,
  done,
  inboundsAre,
  no,
  play,
  type Script,
} from "./oracle-script.js";
import { inboundRefusals, unlistenable } from "./properties/inbound-refusals.js";
import { portRefusals } from "./properties/ports.js";
import * as texts from "./texts.js";

const one = vlessInbound("in-a", 1, vlessUsers.alice);
const other = vlessInbound("in-a", 2);
const upper = vlessInbound("In-A", 2);
const shared = vlessInbound("in-b", 1);
const unnamed = vlessInbound("", 3);
const wrapped = vlessInbound("in-w", 65536 + 3);
const added: Script = [[addInbound(one), done]];
const tagsOf = (...inbounds: readonly InboundHandler[]) =>
  inboundsAre(...inbounds).status === "ok"
    ? ({
        status: "ok",
        reply: {
          kind: "inbounds",
          inbounds: [{ tag: "base" }, ...inbounds].map(({ tag }) => ({
            tag,
            receiver: null,
            proxy: null,
          })),
        },
      } as const)
    : done;

const remove: WalkCommand = removeInbound("in-a");
const taken = texts.inboundTagTaken("in-a");

const cases: Readonly<Record<string, Case>> = {
  "xray/inbound/add": {
    right: [...added, [listInbounds, inboundsAre(one)]],
    wrong: [
      [...added, [listInbounds, inboundsAre()]],
      [[addInbound(one), no("no")]],
      [[addInbound(one), { status: "unreadable", text: "?" }]],
    ],
  },
  "xray/inbound/add-listens": {
    right: [...added, [connect(1), connects(true)]],
    wrong: [[...added, [connect(1), connects(false)]]],
  },
  "xray/inbound/add-same-tag": {
    right: [...added, [addInbound(other), no(taken)], [listInbounds, inboundsAre(one)]],
    wrong: [
      [...added, [addInbound(other), done]],
      [...added, [addInbound(other), no(taken, 6)]],
      [...added, [addInbound(other), no(taken)], [listInbounds, inboundsAre(other)]],
      [...added, [addInbound(other), no(taken)], [listInbounds, inboundsAre()]],
    ],
  },
  "xray/inbound/tags-by-case": {
    right: [...added, [addInbound(upper), done], [listInbounds, inboundsAre(one, upper)]],
    wrong: [
      [...added, [addInbound(upper), no(texts.inboundTagTaken("In-A"))]],
      [...added, [addInbound(upper), done], [listInbounds, inboundsAre(one)]],
      [
        ...added,
        [listInbounds, inboundsAre(one)],
        [addInbound(upper), done],
        [listInbounds, inboundsAre(upper)],
      ],
      [...added, [listInbounds, inboundsAre(one)], [removeInbound("In-A"), done]],
    ],
  },
  "xray/inbound/empty-tag": {
    right: [
      [addInbound(unnamed), done],
      [
        listInbounds,
        { status: "ok", reply: { kind: "inbounds", inbounds: [unnamed, vlessInbound("base", 9)] } },
      ],
    ],
    wrong: [
      [[addInbound(unnamed), no(texts.inboundTagTaken(""))]],
      [
        [addInbound(unnamed), done],
        [listInbounds, inboundsAre()],
      ],
      [
        [addInbound(unnamed), done],
        [listInbounds, inboundsAre(unnamed)],
      ],
    ],
  },
  "xray/inbound/remove": {
    right: [...added, [remove, done], [listInbounds, inboundsAre()]],
    wrong: [
      [...added, [remove, no(texts.noClue())]],
      [...added, [remove, done], [listInbounds, inboundsAre(one)]],
    ],
  },
  "xray/inbound/remove-frees-port": {
    right: [...added, [remove, done], [connect(1), connects(false)]],
    wrong: [[...added, [remove, done], [connect(1), connects(true)]]],
  },
  "xray/inbound/remove-unknown": {
    right: [
      [removeInbound("ghost"), no(texts.noClue())],
      [listInbounds, inboundsAre()],
    ],
    wrong: [
      [[removeInbound("ghost"), done]],
      [[removeInbound(""), done]],
      [[removeInbound("ghost"), no(texts.noClue(), 5)]],
    ],
  },
  "xray/inbound/list": {
    right: [[listInbounds, inboundsAre()]],
    wrong: [
      [[listInbounds, inboundsAre(one)]],
      [[listInbounds, { status: "ok", reply: { kind: "inbounds", inbounds: [] } }]],
      [...added, [listInbounds, inboundsAre(one)], [listInbounds, inboundsAre()]],
      [...added, [listInbounds, inboundsAre(one)], [listInbounds, inboundsAre(one, one)]],
      [[listInbounds, no("no")]],
    ],
  },
  "xray/inbound/list-settings": {
    right: [...added, [addUser("in-a", vlessUsers.bob), done], [listInbounds, inboundsAre(one)]],
    wrong: [
      [...added, [listInbounds, inboundsAre(other)]],
      [
        ...added,
        [addUser("in-a", vlessUsers.bob), done],
        [listInbounds, inboundsAre(vlessInbound("in-a", 1, vlessUsers.alice, vlessUsers.bob))],
      ],
    ],
  },
  "xray/inbound/list-only-tags": {
    right: [...added, [listInbounds, inboundsAre(one)], [listTags, tagsOf(one)]],
    wrong: [
      [...added, [listInbounds, inboundsAre(one)], [listTags, tagsOf()]],
      [...added, [listInbounds, inboundsAre(one)], [listTags, inboundsAre(one)]],
      [...added, [listInbounds, inboundsAre(one)], [listTags, tagsOf(one, upper)]],
    ],
  },
  "xray/inbound/shared-port": {
    right: [...added, [addInbound(shared), done], [remove, done], [connect(1), connects(true)]],
    wrong: [
      [
        ...added,
        [addInbound(shared), no(texts.cannotListen("127.0.0.1", 1, "address already in use"))],
      ],
      [...added, [addInbound(shared), done], [remove, done], [connect(1), connects(false)]],
    ],
  },
  "xray/inbound/port-wraps": {
    right: [
      [addInbound(wrapped), done],
      [connect(3), connects(true)],
    ],
    wrong: [
      [[addInbound(wrapped), no("invalid port")]],
      [
        [addInbound(wrapped), done],
        [connect(3), connects(false)],
      ],
    ],
  },
};

test("every requirement on inbounds has a case here or among the refusals", () => {
  const refused = [inboundRefusals, unlistenable, portRefusals].flatMap((p) => p.covers);
  const ids = inboundRequirements.map((r) => r.id).filter((id) => !refused.includes(id));
  expect(Object.keys(cases).sort()).toEqual(ids.sort());
});

describe("inbounds", () => {
  testCases(cases);

  test("a refused write has no witness before the look, and calls for it", () => {
    const { kept, follow } = play([[removeInbound("ghost"), no(texts.noClue())]]);
    expect(kept).toEqual([]);
    expect(follow).toEqual([listInbounds]);
  });

  test("without an answer both outcomes are possible, until the next look", () => {
    const silent = { status: "silent", ms: 5000 } as const;
    for (const shown of [inboundsAre(), inboundsAre(one)]) {
      expect(
        play([
          [addInbound(one), silent],
          [listInbounds, shown],
        ]).broken,
      ).toEqual([]);
    }
    expect(
      play([...added, [remove, silent], [listInbounds, inboundsAre()], [remove, done]]).broken,
    ).toEqual(["xray/inbound/remove-unknown"]);
  });

  test("on an address only what the walk made is judged", () => {
    const strange = vlessInbound("foreign", 8);
    const script: Script = [
      ...added,
      [listInbounds, inboundsAre(one, strange)],
      [listInbounds, { status: "ok", reply: { kind: "inbounds", inbounds: [one] } }],
      [listTags, tagsOf(one, strange)],
    ];
    const { broken, kept } = play(script, addressBaseline);
    expect(broken).toEqual([]);
    expect(kept).not.toContain("xray/inbound/list");
    expect(kept).toContain("xray/inbound/list-only-tags");
    expect(play([...added, [listInbounds, inboundsAre()]], addressBaseline).broken).toEqual([
      "xray/inbound/add",
    ]);
  });

  test("the order of keys and lists is free", () => {
    const turned: InboundHandler = {
      tag: one.tag,
      proxy: one.proxy,
      receiver: {
        type: typeNames.receiver,
        fields: { listen: { ip: "fwAAAQ==" }, portList: { range: [{ To: 1, From: 1 }] } },
      },
    };
    expect(play([...added, [listInbounds, inboundsAre(turned)]]).broken).toEqual([]);
  });
});
