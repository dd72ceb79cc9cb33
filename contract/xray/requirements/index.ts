import type { Requirement } from "../../requirement.js";
import { inboundRequirements } from "./inbound.js";
import { outboundRequirements } from "./outbound.js";
import { statsRequirements } from "./stats.js";
import { surfaceRequirements } from "./surface.js";
import { userRequirements } from "./user.js";

/** Every requirement of the Xray API that this version judges, in the order of reports. */
export const xrayRequirements: readonly Requirement[] = [
  ...surfaceRequirements,
  ...inboundRequirements,
  ...userRequirements,
  ...outboundRequirements,
  ...statsRequirements,
];
