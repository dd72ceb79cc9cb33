import { expect, test } from "vitest";
import { parseAddress, splitHostPort } from "./addresses.js";

const ip = (...bytes: number[]) => ({ ip: Buffer.from(bytes).toString("base64") });
const zeros = (count: number) => Array.from({ length: count }, () => 0);

// All measured on Xray 26.3.27, as the address of a dokodemo-door inbound.
test.each([
  ["127.0.0.1", ip(127, 0, 0, 1)],
  [" 0.0.0.0 ", ip(0, 0, 0, 0)],
  ["::", ip(...zeros(16))],
  ["[::1]", ip(...zeros(15), 1)],
  ["::ffff:1.2.3.4", ip(1, 2, 3, 4)],
  ["1::2.3.4.5", ip(0, 1, ...zeros(10), 2, 3, 4, 5)],
  ["1:2:3:4:5:6:7::", ip(0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0)],
  ["fe80::1%lo", { domain: "fe80::1%lo" }],
  ["127.0.0.01", { domain: "127.0.0.01" }],
  [" example.com.", { domain: "example.com." }],
  ["", { domain: "" }],
])("%j is an address", (text, expected) => {
  expect(parseAddress(text)).toEqual(expected);
});

test.each([
  ["127.0.0.1:80", { host: "127.0.0.1", port: "80" }],
  ["[::1]:80", { host: "::1", port: "80" }],
  [":80", { host: "", port: "80" }],
  ["127.0.0.1", { problem: "address 127.0.0.1: missing port in address" }],
  ["::1:80", { problem: "address ::1:80: too many colons in address" }],
  ["[::1:80", { problem: "address [::1:80: missing ']' in address" }],
  ["[::1]x:80", { problem: "address [::1]x:80: missing port in address" }],
  ["a]b:80", { problem: "address a]b:80: unexpected ']' in address" }],
])("%j is split as Go does", (text, split) => {
  expect(splitHostPort(text)).toEqual(split);
});
