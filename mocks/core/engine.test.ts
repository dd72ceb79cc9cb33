import { expect, test } from "vitest";
import { createClock } from "./clock.js";
import { createEngine, withGates } from "./engine.js";
import { createJournal } from "./journal.js";

function start(perform: (effects: readonly string[], outcome: string) => string | Promise<string>) {
  const clock = createClock("manual", 5);
  const journal = createJournal<string, string>(() => clock.now());
  const engine = createEngine<string, string, string>(
    {
      step: (command) => {
        if (command === "boom") throw new Error("inside");
        return {
          outcome: `did ${command}`,
          effects: command.startsWith("slow") ? [command] : [],
          notes: command === "odd" ? ["odd one"] : [],
        };
      },
      perform,
      answers: (outcome) => outcome !== "did mute",
      broken: (error) => `broken ${String(error)}`,
    },
    clock,
    journal,
  );
  return { engine, journal };
}

test("a command without effects is answered before run returns", () => {
  const { engine, journal } = start(() => "unused");
  const answers: string[] = [];
  engine.run("a", (o) => answers.push(o));
  expect(answers).toEqual(["did a"]);
  expect(journal.count).toBe(1);
});

test("commands that come while an effect is under way wait for it, in their order", async () => {
  let settle: (outcome: string) => void = () => undefined;
  const { engine } = start(() => new Promise((resolve) => (settle = resolve)));
  const answers: string[] = [];
  engine.run("slow", (o) => answers.push(o));
  engine.run("b", (o) => answers.push(o));
  engine.run("c", (o) => answers.push(o));
  expect(answers).toEqual([]);
  settle("refused slow");
  await engine.idle();
  expect(answers).toEqual(["refused slow", "did b", "did c"]);
});

test("a step or an effect that throws becomes an answer", async () => {
  const { engine } = start(() => Promise.reject(new Error("outside")));
  const answers: string[] = [];
  engine.run("boom", (o) => answers.push(o));
  engine.run("slow", (o) => answers.push(o));
  await engine.idle();
  expect(answers).toEqual(["broken Error: inside", "broken Error: outside"]);
});

test("an outcome that is never sent is in the journal, notes before it", () => {
  const { engine, journal } = start(() => "unused");
  const answers: string[] = [];
  engine.run("mute", (o) => answers.push(o));
  engine.run("odd", (o) => answers.push(o));
  expect(answers).toEqual(["did odd"]);
  expect(journal.entries().map((e) => e.kind)).toEqual(["command", "note", "command"]);
});

test("the first gate is outermost and may leave the step out", () => {
  const seen: string[] = [];
  const gate =
    (name: string) =>
    (next: (s: null, c: string, n: number) => string, s: null, c: string, n: number) => {
      seen.push(name);
      return c === "stop" ? name : next(s, c, n);
    };
  const step = withGates(
    (_state: null, command: string) => `step ${command}`,
    [gate("1"), gate("2")],
  );
  expect(step(null, "go", 0)).toBe("step go");
  expect(step(null, "stop", 0)).toBe("1");
  expect(seen).toEqual(["1", "2", "1"]);
});
