import { expect, test } from "vitest";
import { parseFlags, type FlagTable } from "./flags.js";

const table: FlagTable = { c: "text", test: "boolean" };

test.each([
  [
    ["-c", "a", "--c=b", "-test", "rest", "-c"],
    [
      ["c", "a"],
      ["c", "b"],
      ["test", true],
    ],
    ["rest", "-c"],
  ],
  [
    ["-test=F", "--test=1"],
    [
      ["test", false],
      ["test", true],
    ],
    [],
  ],
  [["-c", "-test"], [["c", "-test"]], []],
  [["-c=", "-"], [["c", ""]], ["-"]],
  [["--", "-zz"], [], ["-zz"]],
] as const)("%j is read as Go reads it", (args, flags, rest) => {
  expect(parseFlags(args, table)).toEqual({ kind: "parsed", flags, rest });
});

test.each([
  [["-zz"], "flag provided but not defined: -zz"],
  [["--zz=1"], "flag provided but not defined: -zz"],
  [["-c"], "flag needs an argument: -c"],
  [["-test=foo"], 'invalid boolean value "foo" for -test: parse error'],
  [["---c"], "bad flag syntax: ---c"],
  [["-=x"], "bad flag syntax: -=x"],
])("%j is refused in Go's words", (args, text) => {
  expect(parseFlags(args, table)).toMatchObject({ kind: "bad", text });
});

test("-h asks for help where no such flag is, after the flags before it were read", () => {
  expect(parseFlags(["-test", "-h"], table)).toEqual({ kind: "help", before: [["test", true]] });
  expect(parseFlags(["-h"], { h: "boolean" })).toMatchObject({ kind: "parsed" });
});
