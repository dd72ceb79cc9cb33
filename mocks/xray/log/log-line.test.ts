import { expect, test } from "vitest";
import { createMask, formatLogLine } from "./log-line.js";

test("a line has local time with microseconds, and its severity", () => {
  const at = new Date(2026, 0, 2, 3, 4, 5, 6).getTime() + 0.789;
  expect(formatLogLine(at, "Warning", "core: x")).toMatch(
    /^2026\/01\/02 03:04:05\.00678[89] \[Warning\] core: x$/,
  );
});

// Measured on Xray 26.3.27 by the line that names the API's address.
test.each([
  ["half", "on 127.0.*.*:1", "on [::/32]:1"],
  ["quarter", "on 127.*.*.*:1", "on [::/16]:1"],
  ["/24", "on 127.0.0.*:1", "on [Masked IPv6]:1"],
  ["full", "on [Masked IPv4]:1", "on [Masked IPv6]:1"],
  ["/32+/128", "on 127.0.0.1:1", "on [::1]:1"],
  ["", "on 127.0.0.1:1", "on [::1]:1"],
])("mask %j", (mask, v4, v6) => {
  expect(createMask(mask)("on 127.0.0.1:1")).toBe(v4);
  expect(createMask(mask)("on [::1]:1")).toBe(v6);
});

test("an IPv6 address keeps the bits of its network", () => {
  expect(createMask("/8+/36")("2001:db8:fff1::7")).toBe("2001:db8:f000::/36");
});

test.each([
  ["9", "app/log: Log Mask: ipv4 mask must be divisible by 8 and between 0-32"],
  ["x", 'strconv.Atoi: parsing "x": invalid syntax'],
])("%j is no mask", (mask, text) => {
  expect(() => createMask(mask)).toThrow(
    expect.objectContaining({
      original: { exit: 23, text: `main: failed to create server > ${text}` },
    }),
  );
});
