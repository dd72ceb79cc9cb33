import { expect, test } from "vitest";
import { goType, hasConstructor, isAccount, isKnownEnum, isKnownMessage } from "./known-types.js";

test.each([
  ["xray.proxy.vmess.Account", "*vmess.Account"],
  ["xray.app.dns.Config.HostMapping", "*dns.Config_HostMapping"],
  ["xray.transport.internet.grpc.encoding.Config", "*grpc.Config"],
  ["xray.transport.internet.grpc.encoding.Hunk", "*encoding.Hunk"],
  ["google.protobuf.Any", "*anypb.Any"],
  ["google.protobuf.FileOptions", "*descriptorpb.FileOptions"],
  ["grpc.reflection.v1.ErrorResponse", "*grpc_reflection_v1.ErrorResponse"],
  ["xray.core.Config", "*core.Config"],
])("Go prints %s as %s", (type, go) => {
  expect(goType(type)).toBe(go);
});

test("names are told apart as the original's registry does", () => {
  expect(isKnownMessage("xray.proxy.wireguard.PeerConfig")).toBe(true);
  expect(isKnownMessage("xray.proxy.socks.ServerConfig.AccountsEntry")).toBe(false);
  expect(isKnownMessage("")).toBe(false);
  expect(isKnownEnum("xray.common.net.Network")).toBe(true);
  expect(hasConstructor("xray.proxy.hysteria.ServerConfig")).toBe(true);
  expect(hasConstructor("xray.proxy.vless.Account")).toBe(false);
  expect(isAccount("xray.proxy.hysteria.account.Account")).toBe(true);
  expect(isAccount("xray.proxy.freedom.Config")).toBe(false);
});
