import { expect, test } from "vitest";
import { check } from "../../harness/check.js";
import { xrayFaults } from "../../mocks/xray/faults.js";
import { xrayRequirements } from "../../contract/xray/requirements/index.js";

// Every planted fault must be caught by the requirement that it names, run alone at the default
// effort. A fault that survives is a hole in the judge; a requirement that no fault can break is
// decoration, and is named here until one does.
const outages = new Set(["silent", "drops"]);

test.each(
  xrayFaults.filter((f) => !outages.has(f.name)).map((fault) => [fault.name, fault] as const),
)("%s is caught", async (name, fault) => {
  const { requirements } = await check({
    api: "xray",
    target: `fake:26.3+${name}`,
    // Named, not inferred: a fault may change what inference sees.
    profile: "26.3",
    only: [fault.breaks],
    seed: 20261121,
    effort: "standard",
  });
  expect(requirements.map((r) => [r.id, r.verdict.status])).toEqual([[fault.breaks, "failed"]]);
});

test.each([...outages])(
  "%s, a target that answers nothing at all, is found out before any walk",
  async (name) => {
    const run = check({ api: "xray", target: `fake:26.3+${name}`, profile: "26.3" });
    await expect(run).rejects.toMatchObject({ name: "TargetError", code: "unreachable" });
  },
);

test("at least twenty faults are planted, ten of them needing two commands or more", () => {
  expect(xrayFaults.length).toBeGreaterThanOrEqual(20);
  expect(xrayFaults.filter((f) => f.commands > 1).length).toBeGreaterThanOrEqual(10);
});

test("every requirement but one is broken by a fault", () => {
  const broken = new Set(xrayFaults.map((f) => f.breaks));
  // That the API answers at `api.listen` with nothing else configured: a target that does not is
  // not reached at all.
  expect(xrayRequirements.filter((r) => !broken.has(r.id)).map((r) => r.id)).toEqual([
    "xray/config/simplified",
  ]);
});
