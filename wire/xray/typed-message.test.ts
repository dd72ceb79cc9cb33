import { expect, test } from "vitest";
import { readTyped, unreadableText, writeTyped } from "./typed-message.js";

const vless = {
  type: "xray.proxy.vless.inbound.Config",
  fields: {
    clients: [
      {
        level: 1,
        email: "a",
        account: { type: "xray.proxy.vless.Account", fields: { id: "x", testseed: [1, 2] } },
      },
    ],
    secondsFrom: "12",
  },
};
const door = {
  type: "xray.proxy.dokodemo.Config",
  fields: {
    address: { ip: "fwAAAQ==" },
    port: 80,
    portMap: { "1": "a:2" },
    networks: ["TCP", "UDP"],
  },
};
const policy = {
  type: "xray.app.policy.Config",
  fields: { level: { "7": { stats: { userOnline: true } } } },
};

test.each([vless, door, policy])("a message comes back as it was written: $type", (message) => {
  expect(readTyped(writeTyped(message))).toEqual(message);
});

test("default values are left out", () => {
  const given = { type: "xray.proxy.trojan.Account", fields: { password: "" } };
  expect(readTyped(writeTyped(given))).toEqual({ type: given.type, fields: {} });
});

test("a message that we do not know, or bytes that are none, stay bytes and say why", () => {
  const unknown = { type: "a.B", base64: "AAE=" };
  expect(readTyped(writeTyped(unknown))).toEqual(unknown);
  expect(unreadableText(unknown)).toBe("proto: not found");
  const bad = { type: "xray.proxy.trojan.Account", base64: "/w==" };
  expect(readTyped(writeTyped(bad))).toEqual(bad);
  expect(unreadableText(bad)).toBe("proto: cannot parse invalid wire-format data");
});

test("fields that do not fit are an error that names the field", () => {
  expect(() => writeTyped({ type: "xray.proxy.trojan.Account", fields: { pass: "x" } })).toThrow(
    "xray.proxy.trojan.Account has no field pass",
  );
  expect(() => writeTyped({ type: "xray.proxy.trojan.Account", fields: { password: 1 } })).toThrow(
    "xray.proxy.trojan.Account.password wants a string",
  );
  expect(() => writeTyped({ type: "a.B", fields: {} })).toThrow("no message a.B");
});
