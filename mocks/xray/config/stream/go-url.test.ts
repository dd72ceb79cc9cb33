import { expect, test } from "vitest";
import { deleteQuery, encodeUrl, parseUrl, queryOf } from "./go-url.js";

// All from Go 1.26's net/url.
test.each([
  ["/a?ed=2048", "/a"],
  ["a?ed=5&b=c d", "a?b=c+d"],
  ["/a b?ed=1&x=%20+y&a=1#frag é", "/a%20b?a=1&x=++y#frag%20%C3%A9"],
  ["/%41%2fb?z=1&ed=7&ed=8", "/%41%2fb?z=1"],
  ["//host/x?ed=3", "//host/x"],
  ["http://h:80/p?ed=4", "http://h:80/p"],
  ["a:b?ed=1", "a:b"],
  ["/a?ed=1&b;c=1&d=%zz&e", "/a?e="],
  ["/[x]'(!)*?ed=1", "/[x]'(!)*"],
  ["?ed=1", ""],
  ["/a??ed=1", "/a?%3Fed=1"],
])("%j without ed is %j", (text, expected) => {
  const url = parseUrl(text);
  expect(url && encodeUrl(url, deleteQuery(queryOf(url), "ed"))).toBe(expected);
});

test.each(["/%zz?ed=1", ":x?ed=1", "1x:80/y", "a b:c", "/a#%zz", "/\x7f"])(
  "%j is no URL",
  (text) => {
    expect(parseUrl(text)).toBeUndefined();
  },
);
