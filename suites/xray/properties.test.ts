import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WalkCommand } from "../../contract/xray/command.js";
import { isDefinite } from "../../contract/outcome.js";
import type { WalkOutcome, WalkReply } from "../../contract/xray/reply.js";
import { xrayRequirements } from "../../contract/xray/requirements/index.js";
import { covers as grants } from "../../contract/grade.js";
import { traitsOf } from "../../contract/xray/traits.js";
import { xrayDescribe } from "./describe.js";
import { createLedger } from "./ledger.js";
import { xrayJudge } from "./oracle.js";
import { addressBaseline, startedBaseline } from "./oracle-script.js";
import { xrayProperties } from "./properties.js";

const ids = new Set(xrayRequirements.map((r) => r.id));

/** Enough of what a property draws to meet every command of its pools. */
function samples(property: (typeof xrayProperties)[number]): readonly WalkCommand[] {
  const drawn = property.commands.flatMap((a, i) => fc.sample(a, { numRuns: 30, seed: i }));
  return [...(property.opening ?? []), ...drawn];
}

describe("properties", () => {
  test("cover every requirement, and nothing else", () => {
    const covered = new Set(xrayProperties.flatMap((p) => p.covers));
    expect([...covered].filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids].filter((id) => !covered.has(id))).toEqual([]);
  });

  test("have names of their own, commands, and at most twelve requirements", () => {
    const names = xrayProperties.map((p) => p.name);
    expect(new Set(names).size).toBe(names.length);
    for (const property of xrayProperties) {
      expect(property.commands.length).toBeGreaterThan(1);
      expect(property.covers.length).toBeLessThanOrEqual(12);
    }
  });

  test.each(xrayProperties.map((p) => [p.name, p] as const))(
    "%s draws plain data that is never a request known to kill",
    (_name, property) => {
      for (const command of samples(property)) {
        expect(JSON.parse(JSON.stringify(command))).toEqual(command);
        if (command.kind === "AddInbound") expect(command.inbound?.receiver).toBeTruthy();
        if (command.kind === "AddInbound") expect(command.inbound?.proxy).toBeTruthy();
        if (command.kind === "AddOutbound") expect(command.outbound?.proxy).toBeTruthy();
        if (command.kind === "AlterInbound") expect(command.operation).not.toBeNull();
        if (command.kind === "AlterOutbound") expect(command.operation).not.toBeNull();
      }
    },
  );

  test("commands of grade never are drawn only for requirements of grade never", () => {
    for (const property of xrayProperties) {
      const grades = property.covers.map((id) => xrayRequirements.find((r) => r.id === id)?.grade);
      if (grades.some((grade) => grade === "never")) continue;
      for (const command of samples(property)) {
        // No run ever names an inbound "": that one is refused before anything moves.
        if ("tag" in command && command.tag === "") continue;
        // Resets of all counters are drawn beside resets of our own, and left out on an address.
        if (command.kind === "QueryStats" && command.reset && command.pattern === "") continue;
        const { grade } = traitsOf(command, () => true);
        expect([command, grants("disruptive", grade)]).toEqual([command, true]);
      }
    }
  });
});

/** Every kind of answer, right or strange. */
const replies: readonly WalkReply[] = [
  { kind: "done" },
  { kind: "inbounds", inbounds: [{ tag: "in-a", receiver: null, proxy: null }] },
  { kind: "outbounds", outbounds: [{ tag: "", sender: null, proxy: { type: "", base64: "!" } }] },
  { kind: "users", users: [{ email: "", level: 0, account: null }] },
  { kind: "count", count: -1n },
  { kind: "counter", counter: null },
  { kind: "counters", counters: [{ name: "", value: -5n }] },
  { kind: "ips", name: "", ips: {} },
  { kind: "online", users: ["", ""] },
  { kind: "services", services: [] },
  { kind: "symbol", rpcs: {} },
  { kind: "bytes", base64: "/w==" },
  { kind: "connected", accepted: true },
  { kind: "held", held: true },
];

const outcomes: readonly WalkOutcome[] = [
  ...replies.map((reply) => ({ status: "ok", reply }) as const),
  { status: "refused", code: 2, text: "" },
  { status: "refused", code: 12, text: "unknown service" },
  { status: "silent", ms: 5000 },
  { status: "lost", text: "reset" },
  { status: "unreadable", text: "?" },
];

describe("the judge", () => {
  test.each(xrayProperties.map((p) => [p.name, p] as const))(
    "never throws on any answer to %s, and blames no one for silence",
    (_name, property) => {
      const commands = samples(property).filter(
        (command) => command.kind !== "RawCall" || command.padding === undefined,
      );
      for (const baseline of [startedBaseline, addressBaseline]) {
        const ledger = createLedger(baseline);
        for (const [i, command] of commands.entries()) {
          const outcome = outcomes[(i * 7) % outcomes.length] ?? { status: "lost", text: "" };
          const judgements = xrayJudge.judge(ledger, command, outcome);
          if (!isDefinite(outcome)) expect(judgements).toEqual([]);
          for (const judgement of judgements) expect(ids).toContain(judgement.requirement);
          xrayJudge.learn(ledger, command, outcome);
          xrayJudge.follow(ledger, command, outcome);
          expect(ids).toContain(xrayJudge.primary(command));
          for (const line of [xrayDescribe.command(command), xrayDescribe.outcome(outcome)]) {
            expect(line).not.toMatch(/\n/);
          }
        }
      }
    },
  );
});
