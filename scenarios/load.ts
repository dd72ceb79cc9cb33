import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from "yaml";
import type { z } from "zod";
import { nearest } from "./nearest.js";
import type { Scenario, ScenarioConfig, XrayFakeScenario } from "./scenario.js";
import { ScenarioError, type ScenarioProblem } from "./scenario-error.js";
import { keysAt, laterApis, laterKeys, scenarioSchema } from "./schema.js";

/** Reads a scenario from a file. Throws a ScenarioError. */
export async function loadScenario(file: string): Promise<Scenario> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ScenarioError("unreadable", [{ file, message: `cannot be read: ${reason}` }], {
      cause,
    });
  }
  return parseScenario(text, file);
}

/** Reads a scenario from its text; `file` is its name, for messages and relative paths. Throws a ScenarioError with every problem. */
export function parseScenario(text: string, file: string): Scenario {
  const reader = new ScenarioReader(text, file);
  return reader.read();
}

/** A problem with the place that problems are sorted by. */
type PlacedProblem = Required<ScenarioProblem> & { readonly offset: number };

class ScenarioReader {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  readonly #invalid: PlacedProblem[] = [];
  readonly #later: PlacedProblem[] = [];

  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  read(): Scenario {
    for (const error of this.#document.errors) {
      const message =
        error.code === "MULTIPLE_DOCS"
          ? "a second document begins here: write one scenario a file"
          : `not YAML: ${error.message}`;
      this.#invalid.push(this.#problem(error.pos[0], message));
    }
    this.#stop();
    this.#setAsideWhatIsLater();
    this.#keepSourceTexts();
    const parsed = scenarioSchema.safeParse(this.#document.toJS());
    if (!parsed.success) for (const issue of parsed.error.issues) this.#report(issue);
    this.#stop();
    if (!parsed.success) throw parsed.error;
    const fakes = parsed.data.fakes.map((fake, index) => this.#finish(fake, index));
    this.#checkNames(fakes);
    this.#stop();
    return { ...parsed.data, file: this.file, fakes };
  }

  /** Notes what this version cannot do, and takes it out so that it isn't reported as unknown, too. */
  #setAsideWhatIsLater(): void {
    const document = this.#document;
    const fakes = document.get("fakes");
    const count = isSeq(fakes) ? fakes.items.length : 0;
    const paths: (readonly (string | number)[])[] = [
      [],
      ...Array.from({ length: count }, (_, index) => ["fakes", index]),
    ];
    for (const path of paths) {
      for (const key of laterKeys) {
        if (!document.hasIn([...path, key])) continue;
        this.#later.push(this.#problem(this.#offsetOfKey(path, key), `${key} ${notYet}`));
        document.deleteIn([...path, key]);
      }
    }
    for (const path of paths.slice(1).reverse()) {
      const api = document.getIn([...path, "api"]);
      if (typeof api !== "string" || !laterApis.includes(api)) continue;
      const offset = this.#offsetOf([...path, "api"]);
      this.#later.push(this.#problem(offset, `api: ${api} ${notYet}: write xray`));
      // Whatever else it says cannot be checked: an Xray fake in its place keeps the numbering.
      document.setIn(path, document.createNode({ api: "xray", name: `later ${path.join(" ")}` }));
    }
  }

  /** Reads profiles and counters by their source text: as numbers, 26.30 is 26.3 and 2^63 is inexact. */
  #keepSourceTexts(): void {
    const fakes = this.#document.get("fakes");
    if (!isSeq(fakes)) return;
    for (const fake of fakes.items) {
      if (!isMap(fake)) continue;
      const counters = fake.get("counters");
      const scalars: unknown[] = [fake.get("profile", true)];
      if (isMap(counters)) scalars.push(...counters.items.map((item) => item.value));
      for (const scalar of scalars) {
        if (isScalar(scalar) && typeof scalar.value === "number") {
          scalar.value = scalar.source ?? String(scalar.value);
        }
      }
    }
  }

  #report(issue: z.core.$ZodIssue): void {
    const path = issue.path as (string | number)[];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) this.#reportUnknownKey(path, key);
      return;
    }
    const where = formatPath(path);
    const node = this.#document.getIn(path, true);
    const found = node === undefined ? "is missing" : `is ${shown(node as Node | null)}`;
    const message = issue.code === "custom" && isMap(node) ? `${where}` : `${where} ${found}`;
    this.#invalid.push(this.#problem(this.#offsetOf(path), `${message}: ${issue.message}`));
  }

  #reportUnknownKey(path: readonly (string | number)[], key: string): void {
    const known = keysAt(path);
    const meant = nearest(key, known);
    const where = formatPath([...path, key]);
    const instead =
      meant === undefined ? `the keys here are ${known.join(", ")}` : `write ${meant}`;
    this.#invalid.push(
      this.#problem(this.#offsetOfKey(path, key), `${where} is no key: ${instead}`),
    );
  }

  #finish(fake: z.output<typeof scenarioSchema>["fakes"][number], index: number): XrayFakeScenario {
    const { config, ...rest } = fake;
    return config === undefined ? rest : { ...rest, config: this.#place(config, index) };
  }

  #place(config: string | Record<string, unknown>, index: number): ScenarioConfig {
    if (typeof config === "string") {
      return { kind: "file", path: join(dirname(this.file), config) };
    }
    const { line, column } = this.#problem(this.#offsetOf(["fakes", index, "config"]), "");
    return { kind: "inline", value: config, where: `${this.file}:${line}:${column}` };
  }

  #checkNames(fakes: readonly XrayFakeScenario[]): void {
    fakes.forEach((fake, index) => {
      if (fakes.findIndex((other) => other.name === fake.name) === index) return;
      this.#invalid.push(
        this.#problem(
          this.#offsetOf(["fakes", index, "name"]),
          `fakes[${index}] has the name ${fake.name}, which an earlier fake has: write another name`,
        ),
      );
    });
  }

  /** Throws what has been found so far, if anything. */
  #stop(): void {
    const all = [...this.#invalid, ...this.#later].sort((a, b) => a.offset - b.offset);
    if (all.length === 0) return;
    const problems = all.map(({ file, line, column, message }) => ({
      file,
      line,
      column,
      message,
    }));
    throw new ScenarioError(this.#invalid.length > 0 ? "invalid" : "unsupported", problems);
  }

  #problem(offset: number, message: string): PlacedProblem {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col), message, offset };
  }

  /** Where the value at a path begins; where it is missing, what should hold it. */
  #offsetOf(path: readonly (string | number)[]): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return node.range[0];
    }
    return 0;
  }

  #offsetOfKey(path: readonly (string | number)[], key: string): number {
    const holder = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    if (isMap(holder)) {
      for (const { key: node } of holder.items) {
        if (isScalar(node) && String(node.value) === key && node.range) return node.range[0];
      }
    }
    return this.#offsetOf(path);
  }
}

const notYet = "is not supported by this version of nodeproof";

function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the scenario";
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`,
    "",
  );
}

/** A node on one line, short. */
function shown(node: Node | null): string {
  if (node === null) return "empty";
  if (isScalar(node)) return node.source === undefined ? String(node.value) : quote(node.source);
  return isMap(node) ? "a map" : "a list";
}

function quote(text: string): string {
  return text === "" ? "empty" : JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
