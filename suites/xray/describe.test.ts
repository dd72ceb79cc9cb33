import { expect, test } from "vitest";
import { addInbound, addOutbound, addUser, getUsers, ids, vlessUsers } from "./arbitraries.js";
import { xrayDescribe } from "./describe.js";
import { freedomOutbound, unknownMessage, vlessInbound } from "./messages.js";
import { no, usersAre } from "./oracle-script.js";

test("commands are one line in the protocol's words", () => {
  const { alice, bob } = vlessUsers;
  const lines = [
    addInbound(vlessInbound("in-a", 1, alice)),
    addInbound({ ...vlessInbound("in-a", 1), proxy: unknownMessage("") }),
    addUser("in-a", alice),
    addUser("in-a", null),
    getUsers("in-a", ""),
    getUsers("in-a", "a b"),
    addOutbound({ ...freedomOutbound("out-a"), sender: null }),
    { kind: "GetSysStats", service: "v2ray" } as const,
  ].map((command) => xrayDescribe.command(command));
  expect(lines).toEqual([
    "AddInbound in-a vless 127.0.0.1:1 users alice",
    'AddInbound in-a proxy "" 127.0.0.1:1',
    `AlterInbound in-a add user alice level 0 vless id ${ids.alice}`,
    "AlterInbound in-a add nobody",
    "GetInboundUsers in-a",
    'GetInboundUsers in-a email "a b"',
    "AddOutbound out-a freedom without sender",
    "GetSysStats (v2ray.core)",
  ]);
  expect(xrayDescribe.outcome(usersAre(alice, bob))).toBe("ok users alice, bob");
  expect(xrayDescribe.outcome(no("no"))).toBe('refused 2 UNKNOWN "no"');
  expect(xrayDescribe.outcome({ status: "ok", reply: { kind: "done" } })).toBe("ok");
});
