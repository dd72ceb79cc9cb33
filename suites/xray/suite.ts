import { randomBytes } from "node:crypto";
import type { Profile } from "../../contract/profile.js";
import type { Requirement } from "../../contract/requirement.js";
import type { Target } from "../../contract/target.js";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { WalkReply } from "../../contract/xray/reply.js";
import type { XraySetup } from "../../contract/xray/setup.js";
import { xrayProfiles } from "../../contract/xray/profiles.js";
import { xrayRequirements } from "../../contract/xray/requirements/index.js";
import { Secrets } from "../core/secrets.js";
import type { Suite } from "../core/suite.js";
import { xrayDescribe } from "./describe.js";
import { Driver } from "./driver.js";
import { inferProfile } from "./infer.js";
import type { Ledger } from "./ledger.js";
import { xrayJudge } from "./oracle.js";
import { PortMap } from "./ports.js";
import { probe, type ProbeResult } from "./probe.js";
import { xrayProperties } from "./properties.js";
import { callDeadlineMs, XraySession } from "./session.js";
import { freePorts } from "./sockets.js";

/** The judge of the Xray API. */
export const xraySuite: Suite<WalkCommand, WalkReply, Ledger> = {
  api: "xray",
  requirements: xrayRequirements,
  properties: xrayProperties,
  judge: xrayJudge,
  describe: xrayDescribe,
};

/** A target that was probed, ready for walks. */
export interface Opened {
  readonly session: XraySession;
  readonly profile: Profile;
  /** Null where the profile was named by the user. */
  readonly inferred: { readonly evidence: readonly string[] } | null;
  readonly absent: (requirement: Requirement) => string | undefined;
  /** Puts nothing back in order, but closes every connection. */
  close(): Promise<void>;
}

/**
 * Probes a target and opens a session. `profile` is a name or `auto`. Throws a TargetError where
 * nothing of the API is there, or where no profile has its RPC set.
 */
export async function openXray(
  target: Target<XraySetup>,
  options: { readonly profile: string; readonly signal: AbortSignal },
): Promise<Opened> {
  const secrets = new Secrets();
  const ports = new PortMap(target.host ? await freePorts("127.0.0.1", 9) : fixedPorts());
  const driver = new Driver({
    address: target.address(),
    deadlineMs: callDeadlineMs,
    ports,
    secrets,
    signal: options.signal,
  });
  let found: ProbeResult;
  try {
    found = await probe(driver, target.grade);
  } finally {
    await driver.close();
  }
  const named = xrayProfiles.find((p) => p.name === options.profile);
  const profile = named ?? inferProfile(found);
  const session = new XraySession({
    target,
    prefix: target.setup === undefined ? `nodeproof-${randomBytes(3).toString("hex")}-` : "",
    ports,
    secrets,
    signal: options.signal,
    services: new Set(
      Object.entries(found.services).flatMap(([key, seen]) =>
        seen.present.length > 0 ? [key] : [],
      ),
    ),
  });
  return {
    session,
    profile,
    inferred: named === undefined ? { evidence: found.evidence } : null,
    absent: (requirement) => absence(requirement, found),
    close: () => session.close(),
  };
}

function absence(requirement: Requirement, found: ProbeResult): string | undefined {
  for (const key of ["HandlerService", "StatsService", "ReflectionService"] as const) {
    const { present } = found.services[key];
    const uses =
      requirement.service === key ||
      requirement.rpcs.some((rpc) => found.services[key].missing.includes(rpc));
    if (uses && present.length === 0) return `${key} is not enabled: none of its calls is answered`;
  }
  if (requirement.id.startsWith("xray/names/")) {
    const key = requirement.id === "xray/names/handler" ? "HandlerService" : "StatsService";
    if (found.services[key].present.length === 0)
      return `${key} is not enabled: none of its calls is answered`;
  }
  const needsCounters =
    requirement.rpcs.includes("QueryStats") || requirement.id === "xray/stats/reset";
  if (needsCounters && !found.statistics) return "no statistics are configured";
  if (requirement.id === "xray/stats/get" && !found.counters) return "the target has no counter";
  return undefined;
}

/** Where ports cannot be tried from here: a range that the system leaves to programs. */
function fixedPorts(): readonly number[] {
  const base = 20_000 + Math.floor(Math.random() * 9_000);
  return Array.from({ length: 9 }, (_, i) => base + i);
}
