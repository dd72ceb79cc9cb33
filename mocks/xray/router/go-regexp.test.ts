import { expect, test } from "vitest";
import { compileGoRegexp } from "./go-regexp.js";

// What Go 1.26's regexp finds of a text; null where it finds nothing.
test.each<[string, string, string | null]>([
  ["b", "abc", "b"],
  ["^b", "abc", null],
  ["a$", "a\n", null],
  ["(?m)^b$", "a\nb\nc", "b"],
  ["a.c", "a\nc", null],
  ["a.c", "a\rc", "a\rc"],
  ["(?s)a.c", "a\nc", "a\nc"],
  ["[^a]", "a\n", "\n"],
  ["(?i)k", "\u212a", "\u212a"],
  ["a(?i)b", "AB", null],
  ["a(?i)b", "aB", "aB"],
  ["(?i:a)b", "AB", null],
  ["(?i)[a-c]+", "xBz", "B"],
  ["(?U)a+", "aaa", "a"],
  ["(?U)a+?", "aaa", "aaa"],
  ["(?P<x>a)(?<y>b)", "ab", "ab"],
  ["\\s", "\u00a0\v", null],
  ["[[:alpha:]]+", "1ab", "ab"],
  ["[[:^alpha:]]", "ab1", "1"],
  ["[^\\D]", "a1", "1"],
  ["[]a]+", "x]a", "]a"],
  ["[a-]+", "b-a", "-a"],
  ["[a&&b]+", "&", "&"],
  ["\\Qa.b\\E+", "a.bb", "a.bb"],
  ["\\pL\\p{Greek}", "aα", "aα"],
  ["\\x41\\x{42}\\103", "ABC", "ABC"],
  ["\\Ab\\z", "b", "b"],
  ["a{,2}", "a{,2}", "a{,2}"],
  ["{", "{", "{"],
  ["^*a", "a", "a"],
])("%s in %j is %j", (pattern, text, found) => {
  const regexp = compileGoRegexp(pattern);
  expect(regexp?.matches(text)).toBe(found !== null);
  expect(regexp?.find(text)).toBe(found ?? "");
});

test.each([
  "(",
  ")",
  "[",
  "[]",
  "[z-a]",
  "[[:foo:]]",
  "*",
  "(?i)*",
  "a**",
  "a{2}{3}",
  "a{2,1}",
  "a{1001}",
  "(a{500}){3}",
  "(?=a)",
  "(?!a)",
  "(?<=a)",
  "(?-)",
  "(?P<x>a)(?P<x>b)",
  "\\1",
  "\\Z",
  "\\C",
  "\\p{Foo}",
  "\\x{110000}",
  "\\",
])("%s is refused", (pattern) => {
  expect(compileGoRegexp(pattern)).toBeUndefined();
});
