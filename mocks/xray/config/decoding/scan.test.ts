import { expect, test } from "vitest";
import { unmarshalProblem } from "./scan.js";

// All from Go 1.26's encoding/json.
test.each([
  ["01", "invalid character '1' after top-level value", 2],
  ["1 2", "invalid character '2' after top-level value", 3],
  ["1.", "invalid character ' ' after decimal point in numeric literal", 2],
  ["1e+", "invalid character ' ' in exponent of numeric literal", 3],
  ["nope", "invalid character 'o' in literal null (expecting 'u')", 2],
  ["é", "invalid character 'Ã' looking for beginning of value", 1],
  ["[1,]", "invalid character ']' looking for beginning of value", 4],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string", 8],
  ['{"a" 1}', "invalid character '1' after object key", 6],
  ['"\\x"', "invalid character 'x' in string escape code", 3],
  ['"\\u00g"', "invalid character 'g' in \\u hexadecimal character escape", 6],
  ['"\t"', "invalid character '\\t' in string literal", 2],
  ['{"a":', "unexpected end of JSON input", 5],
  ["tr", "invalid character ' ' in literal true (expecting 'u')", 2],
  ['"\\', "invalid character ' ' in string escape code", 2],
  ['"é\\x"', "invalid character 'x' in string escape code", 5],
  ["", "unexpected end of JSON input", 0],
  ['"a', "unexpected end of JSON input", 2],
])("%j", (json, text, bytes) => {
  expect(unmarshalProblem(json)).toEqual({ text, bytes });
});

test.each(["0", "-1.5e3", ' {"a": [true, null, "\\u00e9"]} '])("%j is JSON", (json) => {
  expect(unmarshalProblem(json)).toBeUndefined();
});
