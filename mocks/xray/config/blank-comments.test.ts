import { expect, test } from "vitest";
import { blankComments } from "./blank-comments.js";

test.each([
  ['{"a":1 // x\n}', '{"a":1     \n}'],
  ['{"a":1 # "x\n}', '{"a":1     \n}'],
  ["/* a\n b */{}", "    \n     {}"],
  ['{"a":"x//y#z/*"}', '{"a":"x//y#z/*"}'],
  ['{"a":"\\"//"}//', '{"a":"\\"//"}  '],
  ["{} /* open", "{}        "],
])("%j becomes %j", (text, blanked) => {
  expect(blankComments(text)).toBe(blanked);
});
