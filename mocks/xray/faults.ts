import type { XrayFault } from "./faults/fault.js";
import { inboundFaults } from "./faults/inbounds.js";
import { listenerFaults } from "./faults/listeners.js";
import { operationFaults } from "./faults/operations.js";
import { outboundFaults } from "./faults/outbounds.js";
import { statsFaults } from "./faults/stats.js";
import { surfaceLevelFaults } from "./faults/surface.js";
import { userFaults } from "./faults/users.js";

export type { XrayFault } from "./faults/fault.js";

/** Every wrong behaviour that the Xray fake can be told to show. */
export const xrayFaults: readonly XrayFault[] = [
  ...surfaceLevelFaults,
  ...inboundFaults,
  ...listenerFaults,
  ...userFaults,
  ...operationFaults,
  ...outboundFaults,
  ...statsFaults,
];
