import { expect, test } from "vitest";
import { createJournal } from "./journal.js";

test("a journal keeps the last entries and counts all commands", () => {
  const journal = createJournal<number, string>(() => 7, { entries: 3 });
  for (let n = 1; n <= 10; n += 1) journal.record(n, `a${String(n)}`);
  journal.note("seen");
  expect(journal.entries()).toEqual([
    { kind: "command", at: 7, command: 9, outcome: "a9" },
    { kind: "command", at: 7, command: 10, outcome: "a10" },
    { kind: "note", at: 7, text: "seen" },
  ]);
  expect(journal.notes()).toEqual(["seen"]);
  expect([journal.count, journal.dropped]).toEqual([10, 8]);
});

test("large entries push out older ones, the newest stays whatever its size", () => {
  const journal = createJournal<string, string>(() => 0, { size: 100 });
  journal.record("a", "", 60);
  journal.record("b", "", 60);
  expect(journal.entries().map((e) => e.kind === "command" && e.command)).toEqual(["b"]);
  journal.record("c", "", 1000);
  expect(journal.entries()).toHaveLength(1);
});
