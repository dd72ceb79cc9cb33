import { expect, test } from "vitest";
import { readGoUrl } from "./url-text.js";

// What Xray 26.3.27 says of name servers.
test.each([
  ["tcp+local://a:x", 'invalid port ":x" after host'],
  ["a b:c", "first path segment in URL cannot contain colon"],
  ["%zz", 'invalid URL escape "%zz"'],
  ["https://a/%2", 'invalid URL escape "%2"'],
  ["https://a b/", 'invalid character " " in host name'],
  ["tcp://h^:53", 'invalid character "^" in host name'],
  ["https://%41/", 'invalid URL escape "%41"'],
  ["https://[::1/", "missing ']' in host"],
  ["tcp://[abc]:53", 'invalid host: ParseAddr("abc"): unable to parse IP'],
  ["tcp://[1.2.3.4]:53", "invalid IP-literal"],
  ["tcp://x[::1]", "invalid IP-literal"],
  ["tcp://[::1%eth0]:53", 'invalid URL escape "%et"'],
  ["tcp://[::1]x:53", 'invalid port "x:53" after host'],
  ["tcp://u%zz@h:53", 'invalid URL escape "%zz"'],
  ["tcp://u s@h:53", "net/url: invalid userinfo"],
  ["https://a:b:53", 'invalid port ":b:53" after host'],
  ["//a:b", 'invalid port ":b" after host'],
  ["a:99999#%", 'invalid URL escape "%"'],
])("%s is no URL", (text, reason) => {
  expect(readGoUrl(text)).toEqual({ kind: "bad", text: `parse "${text}": ${reason}` });
});

test("control characters are none of a URL", () => {
  expect(readGoUrl("a\u0001#b")).toEqual({
    kind: "bad",
    text: 'parse "a\\x01": net/url: invalid control character in URL',
  });
});

test.each([
  ["TCP://a:b:53", "tcp", "53"],
  ["tcp://::1:53", "tcp", "53"],
  ["tcp://[::1%25eth0]:53/?%", "tcp", "53"],
  ["tcp://h%e4", "tcp", ""],
  ["https://u@s:a@b/", "https", ""],
  ["tcp:a b:c%zz", "tcp", ""],
  ["///a:b", "", ""],
  ["", "", ""],
])("%s is one", (text, scheme, port) => {
  expect(readGoUrl(text)).toEqual({ kind: "url", scheme, port });
});
