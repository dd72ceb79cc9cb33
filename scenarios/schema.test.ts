import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarioJsonSchema } from "./schema.js";

test("the committed JSON Schema is current", () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL("./scenario.schema.json", import.meta.url), "utf8"),
  );
  expect(committed).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});
