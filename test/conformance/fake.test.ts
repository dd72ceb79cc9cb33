import { expect, test } from "vitest";
import { check } from "../../harness/check.js";
import { xrayRequirements } from "../../contract/xray/requirements/index.js";

test("the fake keeps every requirement, each with witnesses, none left out", async () => {
  const { requirements, end } = await check({ api: "xray", seed: 1, effort: "standard" });
  expect(requirements.map((r) => r.id)).toEqual(xrayRequirements.map((r) => r.id));
  const others = requirements.filter(
    (r) => r.verdict.status !== "passed" || r.verdict.witnesses === 0,
  );
  expect(others.map((r) => [r.id, r.verdict])).toEqual([]);
  expect(end.complete).toBe(true);
});

test("one seed gives one run: the same walks, the same witnesses", async () => {
  const run = async () =>
    (
      await check({ api: "xray", seed: 7, effort: "quick", only: ["xray/user/**"] })
    ).requirements.map((r) => r.verdict);
  expect(await run()).toEqual(await run());
});
