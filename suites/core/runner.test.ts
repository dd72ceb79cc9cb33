import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunEvent } from "../../contract/event.js";
import type { Outcome } from "../../contract/outcome.js";
import type { Requirement } from "../../contract/requirement.js";
import { runWalks } from "./runner.js";
import type { Session, Suite } from "./suite.js";

// A toy API in memory: `add` raises a number, `get` reads it. The ledger is the number we expect.
type Command = { readonly kind: "add" | "get" | "odd" };
type Ledger = { sum: number };
type Answer = Outcome<number>;

const requirement = (id: string): Requirement => ({
  id,
  level: "must",
  sentence: id,
  sources: [{ kind: "house", reason: "a toy" }],
  service: "any",
  rpcs: [],
  grade: "look",
});

const requirements = [requirement("toy/add"), requirement("toy/get"), requirement("toy/odd")];

const suite: Suite<Command, number, Ledger> = {
  api: "toy",
  requirements,
  properties: [
    {
      name: "sums",
      covers: ["toy/add", "toy/get", "toy/odd"],
      commands: (["add", "get", "odd"] as const).map((kind) => fc.constant({ kind })),
    },
  ],
  judge: {
    judge: (ledger, { kind }, outcome) => {
      if (outcome.status !== "ok") return [];
      const wanted = kind === "add" ? ledger.sum + 1 : ledger.sum;
      const id = `toy/${kind}`;
      return outcome.reply === wanted
        ? [{ requirement: id, kept: true }]
        : [{ requirement: id, kept: false, allowed: String(wanted), got: String(outcome.reply) }];
    },
    learn: (ledger, { kind }) => {
      if (kind === "add") ledger.sum += 1;
    },
    follow: () => [],
    primary: ({ kind }) => `toy/${kind}`,
  },
  describe: { command: ({ kind }) => kind, outcome: (outcome) => JSON.stringify(outcome) },
};

/** What a toy target does with a command; `calls` counts over walks, `fresh` restarts it. */
type Behaviour = (
  kind: Command["kind"],
  memory: { sum: number; calls: number; starts: number },
) => Answer;

const right: Behaviour = (kind, memory) => {
  if (kind === "add") memory.sum += 1;
  return { status: "ok", reply: memory.sum };
};

async function judge(
  behave: Behaviour,
  options: { wanted?: readonly string[]; answers?: boolean; stopAfter?: number } = {},
) {
  const memory = { sum: 0, calls: 0, starts: 0 };
  const stop = new AbortController();
  const events: RunEvent[] = [];
  let sent = 0;
  let doubtful = true;
  const session: Session<Command, number, Ledger> = {
    scope: (command) => command,
    grade: () => "look",
    possible: () => true,
    granted: "look",
    figures: { calls: 0, waitedMs: 0 },
    begin: (fresh) => {
      if (fresh || doubtful) Object.assign(memory, { calls: 0, starts: memory.starts + 1 });
      doubtful = false;
      memory.sum = 0;
      return Promise.resolve({ sum: 0 });
    },
    send: ({ kind }) => {
      memory.calls += 1;
      sent += 1;
      if (sent === options.stopAfter) stop.abort("interrupted");
      return Promise.resolve(behave(kind, memory));
    },
    end: () => Promise.resolve([]),
    distrust: () => {
      doubtful = true;
    },
    answers: () => Promise.resolve(options.answers ?? true),
    death: () => undefined,
    log: () => [],
  };
  const wanted = options.wanted ?? requirements.map((r) => r.id);
  const { verdicts, cut } = await runWalks({
    suite,
    session,
    judged: requirements.filter((r) => wanted.includes(r.id)),
    effort: "quick",
    seed: 1,
    signal: stop.signal,
    emit: (event) => events.push(event),
  });
  return {
    status: Object.fromEntries([...verdicts].map(([id, v]) => [id, v.status])),
    verdicts,
    cut,
    events,
    sent,
  };
}

test("a target that does right passes, with witnesses, and its walks are long enough", async () => {
  const { status, verdicts, events } = await judge(right);
  expect(status).toEqual({ "toy/add": "passed", "toy/get": "passed", "toy/odd": "passed" });
  expect([...verdicts.values()].every((v) => v.status === "passed" && v.witnesses > 0)).toBe(true);
  const longest = Math.max(...events.flatMap((e) => (e.type === "walk" ? [e.commands] : [])));
  expect(longest).toBeGreaterThan(20);
});

test("a fault that takes three commands is shrunk to three, and the others are judged all the same", async () => {
  const { status, verdicts } = await judge((kind, memory) =>
    kind === "get" && memory.sum >= 2 ? { status: "ok", reply: 0 } : right(kind, memory),
  );
  expect(status).toEqual({ "toy/add": "passed", "toy/get": "failed", "toy/odd": "passed" });
  const verdict = verdicts.get("toy/get");
  if (verdict?.status !== "failed") throw new Error("not failed");
  expect(verdict.failure.counterexample.walk).toEqual([
    { kind: "add" },
    { kind: "add" },
    { kind: "get" },
  ]);
  expect(verdict.failure.counterexample.minimal).toBe(true);
  expect(verdict.failure.again).toEqual({ tries: 5, broke: 5 });
  expect(verdict.failure.reproduction?.replayPath).not.toBe("");
});

test("a breach that never comes back alone is flaky, not failed", async () => {
  let once = true;
  const { status } = await judge((kind, memory) => {
    if (kind !== "get" || memory.calls < 30 || !once) return right(kind, memory);
    once = false;
    return { status: "ok", reply: -1 };
  });
  expect(status["toy/get"]).toBe("flaky");
});

test("what an earlier walk left behind is found within one walk, or not blamed", async () => {
  // The target forgets how to read once it has added often enough since its start.
  let adds = 0;
  const { status } = await judge((kind, memory) => {
    if (memory.calls === 1) adds = 0;
    if (kind === "add") adds += 1;
    return kind === "get" && adds >= 8 ? { status: "ok", reply: -1 } : right(kind, memory);
  });
  expect(status["toy/get"]).toBe("failed");
});

test("a breach that was not asked for ends the walk and blames nobody", async () => {
  const { status } = await judge(
    (kind, memory) => (kind === "add" ? { status: "ok", reply: -1 } : right(kind, memory)),
    {
      wanted: ["toy/get"],
    },
  );
  expect(status).toEqual({ "toy/get": "passed" });
});

test("one command that is never answered fails, though the target lives", async () => {
  const { status, verdicts } = await judge((kind, memory) =>
    kind === "odd" ? { status: "silent", ms: 5 } : right(kind, memory),
  );
  expect(status).toEqual({ "toy/add": "passed", "toy/get": "passed", "toy/odd": "failed" });
  const verdict = verdicts.get("toy/odd");
  if (verdict?.status !== "failed") throw new Error("not failed");
  expect(verdict.failure.breach.got).toBe("no answer in 5 ms");
  expect(verdict.failure.counterexample.walk).toEqual([{ kind: "odd" }]);
});

test("a target that falls silent ends the run: the rest is inconclusive, nothing failed", async () => {
  let calls = 0;
  const { status, cut, sent } = await judge(
    (kind, memory) => {
      calls += 1;
      return calls > 50 ? { status: "silent", ms: 5 } : right(kind, memory);
    },
    { answers: false },
  );
  expect(cut).toContain("the target stopped answering");
  expect(new Set(Object.values(status))).toEqual(new Set(["inconclusive"]));
  expect(sent).toBe(53);
});

test("a stop ends the run at the next command", async () => {
  const { status, cut, sent } = await judge(right, { stopAfter: 20 });
  expect(cut).toBe("interrupted");
  expect(sent).toBe(20);
  expect(new Set(Object.values(status))).toEqual(new Set(["inconclusive"]));
});

test("a requirement of which no case comes up is inconclusive, not passed", async () => {
  const { status } = await judge((kind, memory) =>
    kind === "odd" ? { status: "refused", code: 2, text: "no" } : right(kind, memory),
  );
  expect(status["toy/odd"]).toBe("inconclusive");
});
