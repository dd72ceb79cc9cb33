import type { WalkCommand } from "../../contract/xray/command.js";
import type { Property } from "../core/suite.js";
import type { Ledger } from "./ledger.js";
import { bytes, config } from "./properties/bytes.js";
import { counters, handlerCounters, survivingCounters } from "./properties/counters.js";
import { inboundRefusals, unlistenable } from "./properties/inbound-refusals.js";
import { inbounds, tagsByCase } from "./properties/inbounds.js";
import { outboundRefusals, outbounds } from "./properties/outbounds.js";
import { portRefusals, ports, sharedPorts } from "./properties/ports.js";
import {
  handlerNames,
  onlineMaps,
  query,
  reflection,
  statsNames,
  system,
} from "./properties/reads.js";
import { untagged } from "./properties/untagged.js";
import {
  accountRefusals,
  noneToManage,
  operationRefusals,
  userRefusals,
} from "./properties/user-refusals.js";
import {
  trojanLooks,
  trojanUsersProperty,
  vlessLooks,
  vlessUsersProperty,
} from "./properties/users.js";

/** Every property of the Xray suite, those that need a fresh process each time last. */
export const xrayProperties: readonly Property<WalkCommand, Ledger>[] = [
  reflection,
  system,
  query,
  onlineMaps,
  handlerNames,
  statsNames,
  inbounds,
  tagsByCase,
  inboundRefusals,
  unlistenable,
  ports,
  sharedPorts,
  portRefusals,
  vlessUsersProperty,
  trojanUsersProperty,
  vlessLooks,
  trojanLooks,
  userRefusals,
  accountRefusals,
  operationRefusals,
  noneToManage,
  outbounds,
  outboundRefusals,
  handlerCounters,
  survivingCounters,
  counters,
  config,
  untagged,
  bytes,
];
