export { check, type CheckOptions, type CheckResult } from "./check.js";
export { replay, type Replayed, type ReplayOptions } from "./replay.js";
export {
  startFake,
  startScenario,
  startScenarioFile,
  type StartedScenario,
  type StartFakeOptions,
} from "./start-fake.js";
export type { XrayFake } from "../mocks/xray/fake.js";
export type { RunEvent, RunHead, RunEnd, JudgedRequirement } from "../contract/event.js";
export type { Verdict } from "../contract/verdict.js";
export { loadScenario, parseScenario } from "../scenarios/load.js";
