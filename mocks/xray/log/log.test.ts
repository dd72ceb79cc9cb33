import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLog, type XrayLog } from "./log.js";
import { readLogConfig, type LogConfig } from "./log-config.js";

let folder = "";
let time = 0;
const at = (name: string): string => join(folder, name);
const lines = (name: string): readonly string[] =>
  readFileSync(at(name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^[\d/]+ [\d:.]+ /, ""));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nodeproof-log-"));
  time = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(more: Partial<LogConfig> = {}): XrayLog {
  const config: LogConfig = {
    access: { path: at("access") },
    error: { path: at("error") },
    level: "Info",
    mask: "",
    ...more,
  };
  return openLog(config, { now: () => time });
}

test("both files are there at the start, for their owner only, and what is below the level is not written", () => {
  const log = open();
  expect(statSync(at("access")).mode & 0o777).toBe(0o600);
  log.write("Info", "a");
  log.write("Debug", "b");
  log.write("Error", "c");
  expect(lines("error")).toEqual(["[Info] a", "[Error] c"]);
  log.close();
});

test("a renamed file gets all lines until the restart, which makes the file anew", () => {
  const log = open({ level: "Debug" });
  renameSync(at("error"), at("old"));
  renameSync(at("access"), at("old-access"));
  log.write("Warning", "a");
  expect(existsSync(at("error"))).toBe(false);
  expect(log.restart()).toBeUndefined();
  expect(lines("old")).toEqual([
    "[Debug] app/log: Logger started",
    "[Warning] a",
    "[Debug] app/log: Logger closing",
  ]);
  expect(existsSync(at("access"))).toBe(true);
  log.write("Warning", "b");
  expect(lines("error")).toEqual(["[Warning] b"]);
  log.close();
});

test("a file is let go of in the second minute without a line, and then opened by its name", () => {
  const log = open();
  log.write("Info", "a");
  renameSync(at("error"), at("old"));
  time = 119_999;
  log.write("Info", "b");
  time = 179_999;
  log.write("Info", "c");
  expect(lines("old")).toEqual(["[Info] a", "[Info] b", "[Info] c"]);
  time = 240_000;
  log.write("Info", "d");
  expect(lines("error")).toEqual(["[Info] d"]);
  log.close();
});

test("where a file cannot be made anew the restart is refused, nothing is written, and the next one works", () => {
  const log = open();
  mkdirSync(at("away"));
  rmSync(at("error"));
  mkdirSync(at("error"));
  expect(log.restart()).toBe(
    `app/log/command: failed to start logger > app/log: failed to initialize error logger > open ${at("error")}: is a directory`,
  );
  log.write("Error", "lost");
  rmSync(at("error"), { recursive: true });
  expect(log.restart()).toBeUndefined();
  expect(lines("error")).toEqual([]);
  log.close();
});

test("a file that cannot be made keeps the original from starting", () => {
  expect(() => open({ access: { path: at("no/access") } })).toThrow(
    expect.objectContaining({
      original: {
        exit: 23,
        text: `main: failed to create server > app/log: failed to initialize access logger > open ${at("no/access")}: no such file or directory`,
      },
    }),
  );
});

test("the console gets lines only where somebody listens", () => {
  const got: string[] = [];
  const config: LogConfig = { access: null, error: "console", level: "Warning", mask: "half" };
  openLog(config, { now: () => time, console: (line) => got.push(line) }).write("Error", "1.2.3.4");
  expect(got).toEqual([expect.stringMatching(/ \[Error\] 1\.2\.\*\.\*$/)]);
  openLog(config, { now: () => time }).write("Error", "a");
});

test("the log of a configuration is read, and one without it warns on the console", () => {
  const fields = {
    errorLogType: "File",
    errorLogPath: "e",
    errorLogLevel: "Debug",
    accessLogType: "None",
  };
  expect(readLogConfig([{ type: "xray.app.log.Config", fields }])).toEqual({
    access: null,
    error: { path: "e" },
    level: "Debug",
    mask: "",
  });
  expect(readLogConfig([])).toMatchObject({ error: "console", level: "Warning" });
});
