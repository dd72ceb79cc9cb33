import { expect, test } from "vitest";
import { stripComments } from "./strip-comments.js";

test.each([
  ['{"a":1 // x\n}', '{"a":1 \n}'],
  ['{"a":1 # "x\n}', '{"a":1 \n}'],
  ["/* a\n b */{}", "\n{}"],
  ['{"a":"x//y#z/*"}', '{"a":"x//y#z/*"}'],
  ['{"a":"\\"//"}//', '{"a":"\\"//"}'],
  ["{'#': 1}", "{'#': 1}"],
  ["{} /* open", "{} "],
])("%j becomes %j", (text, stripped) => {
  const { text: found, original } = stripComments(text);
  expect(found).toBe(stripped);
  for (const [at, char] of [...found].entries()) expect(text[original(at)]).toBe(char);
});
