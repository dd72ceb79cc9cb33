import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/** Arrows, one way: a folder may import itself and what is listed. Nobody imports test/. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  wire: ["contract", "proto"],
  scenarios: ["contract"],
  report: ["contract"],
  mocks: ["contract", "scenarios", "wire", "proto"],
  suites: ["contract", "wire", "proto"],
  harness: ["contract", "scenarios", "mocks", "suites"],
  cli: ["contract", "harness", "report", "scenarios"],
};

/** Packages and the only places that may import them. */
const doors: Readonly<Record<string, readonly string[]>> = {
  "@grpc/grpc-js": [
    "wire/",
    "suites/xray/client.ts",
    "mocks/xray/sample-client.ts", // for tests, not built
  ],
  "@bufbuild/protobuf": ["wire/", "proto/", "mocks/", "suites/"],
  "fast-check": ["suites/"],
  commander: ["cli/"],
  yaml: ["scenarios/"],
  zod: ["scenarios/"],
  "jsonc-parser": ["mocks/xray/config/"],
  "fastest-levenshtein": ["scenarios/nearest.ts"],
  vitest: ["suites/xray/oracle-cases.ts"], // for tests, not built; tests themselves are not looked at
  "junit-report-builder": ["report/junit.ts"],
  picocolors: ["report/text.ts"],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(folder: string): readonly Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts"))
    .flatMap((f) => {
      const file = `${folder}/${f.split(sep).join("/")}`;
      const text = readFileSync(join(root, file), "utf8");
      const patterns = [
        /(import|export)( type)?[^"';]*? from "([^"]+)"/g,
        /(import)( type)? "([^"]+)"/g,
        /(import)()\("([^"]+)"\)/g,
      ];
      return patterns.flatMap((p) =>
        [...text.matchAll(p)].map((m) => ({ file, from: m[3] ?? "", typeOnly: m[2] === " type" })),
      );
    });
}

const folders = Object.keys(allowed).filter((f) => existsSync(join(root, f)));

test("imports between folders follow the arrows", () => {
  const stray = folders.flatMap((folder) =>
    importsOf(folder)
      .filter(({ from }) => from.startsWith("."))
      .map(({ file, from }) => ({
        file,
        to: normalize(join(dirname(file), from)).split(sep)[0] ?? "",
      }))
      .filter(({ to }) => to !== folder && !(allowed[folder] ?? []).includes(to))
      .map(({ file, to }) => `${file} -> ${to}`),
  );
  expect(stray).toEqual([]);
});

test("actor and judge never import each other", () => {
  const meet = ["mocks", "suites"].flatMap((folder) =>
    importsOf(folder).filter(({ from }) => from.includes(folder === "mocks" ? "suites" : "mocks")),
  );
  expect(meet).toEqual([]);
});

test("every package comes in by its own door", () => {
  const stray = folders.flatMap((folder) =>
    importsOf(folder)
      .filter(({ from }) => !from.startsWith(".") && !from.startsWith("node:"))
      .filter(({ file, from }) => {
        const name = Object.keys(doors).find((d) => from === d || from.startsWith(`${d}/`));
        return name === undefined || !(doors[name] ?? []).some((door) => file.startsWith(door));
      })
      .map(({ file, from }) => `${file} -> ${from}`),
  );
  expect(stray).toEqual([]);
});

test("no folder's values go round in a circle", () => {
  const arrows = new Map(folders.map((f) => [f, allowed[f] ?? []]));
  const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
    (arrows.get(from) ?? []).some(
      (next) => next === to || (!seen.includes(next) && reaches(next, to, [...seen, next])),
    );
  expect(folders.filter((f) => reaches(f, f))).toEqual([]);
});
