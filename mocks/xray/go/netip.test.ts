import { expect, test } from "vitest";
import { goAddress, goPrefix } from "./netip.js";

test.each([
  ["10.0.0.1", 32],
  ["::", 128],
  ["::1", 128],
  ["fe80::1%eth0", 128],
  ["::1.2.3.4", 128],
  ["1:2:3:4:5:6:7::", 128],
] as const)("%s is an address", (text, bits) => {
  expect(goAddress(text)).toMatchObject({ kind: "address", bits });
});

// Measured through the endpoints of a wireguard inbound.
test.each([
  ["", "unable to parse IP"],
  ["x", "unable to parse IP"],
  ["%x", "missing IPv6 address"],
  ["1.2.3", "IPv4 address too short"],
  ["1.2.3.4.5", "IPv4 address too long"],
  ["01.2.3.4", "IPv4 field has octet with leading zero"],
  ["1.2.3.256", "IPv4 field has value >255"],
  ["1..2", 'IPv4 field must have at least one digit (at ".2")'],
  ["1.2.3.x", 'unexpected character (at "x")'],
  ["1:2", "address string too short"],
  ["::12345", 'each group must have 4 or less digits (at "12345")'],
  ["1::2::3", 'multiple :: in address (at ":3")'],
  ["1:2:3:4:5:6:7:8:9", 'trailing garbage after address (at "9")'],
  ["1:2:3:4:5:6:7:8::", "the :: must expand to at least one field of zeros"],
  ["1:", 'colon must be followed by more characters (at ":")'],
  ["::g", 'each colon-separated field must have at least one digit (at "g")'],
  ["1::%", "zone must be a non-empty string"],
])("%j is no address", (text, why) => {
  expect(goAddress(text)).toEqual({
    kind: "bad",
    text: `ParseAddr(${JSON.stringify(text)}): ${why}`,
  });
});

test.each([
  ["1.2.3.4", "no '/'"],
  ["1.2.3.4/33", "prefix length out of range"],
  ["1.2.3.4/01", 'bad bits after slash: "01"'],
  ["fe80::1%eth0/128", "IPv6 zones cannot be present in a prefix"],
  ["x/1", 'ParseAddr("x"): unable to parse IP'],
])("%s is no prefix", (text, why) => {
  expect(goPrefix(text)).toEqual({
    kind: "bad",
    text: `netip.ParsePrefix(${JSON.stringify(text)}): ${why}`,
  });
});
