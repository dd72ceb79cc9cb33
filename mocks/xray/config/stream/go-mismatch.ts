import { stripComments } from "../blank-comments.js";
import type { ConfigError, OriginalRefusal } from "../config-error.js";
import type { ConfigSource } from "../config-source.js";
import type { ConfigValue } from "../config-value.js";
import type { GoPlace } from "./go-shape.js";
import { goSyntaxProblem } from "./go-syntax.js";

/** The error for a value that does not fit a Go type, in the words of Go's decoder. */
export function mismatch(value: ConfigValue, at: GoPlace, type: string): ConfigError {
  const read = bytesOf(value.source.text.slice(at.from, endOf(value)));
  return value.refused(
    `is ${value.shown}`,
    `write ${wanted(type)}`,
    at.words(mismatchText(value, at, type), read),
  );
}

/** What Go says of the mismatch: `json: cannot unmarshal …`. */
export function mismatchText(
  value: ConfigValue,
  at: Pick<GoPlace, "struct" | "fields">,
  type: string,
): string {
  const target =
    at.struct === "" ? "Go value" : `Go struct field ${at.struct}.${at.fields.join(".")}`;
  return `json: cannot unmarshal ${goKind(value, type)} into ${target} of type ${type}`;
}

/** How far Go had read when it found that the value does not fit, counted from where the value begins. */
export function readOf(value: ConfigValue): number {
  return bytesOf(value.source.text.slice(value.node.offset, endOf(value)));
}

/** The value as it is written, comments left out. */
export function rawText(value: ConfigValue): string {
  const { offset, length } = value.node;
  return stripComments(value.source.text.slice(offset, offset + length));
}

/** The original's words for a failure to decode the whole configuration. */
export function decodingWords(
  source: ConfigSource,
): (text: string, bytes?: number) => OriginalRefusal {
  return (text, bytes) => {
    const content = Buffer.from(stripComments(source.text));
    const before =
      bytes === undefined || bytes >= content.length ? undefined : content.subarray(0, bytes);
    const lines = before?.toString("latin1").split("\n");
    const position =
      lines === undefined ? "" : ` at line ${lines.length} char ${(lines.at(-1) ?? "").length}`;
    return source.loadFailure(
      `infra/conf/serial: failed to decode config: &{Name:${source.file} Format:json}`,
      `infra/conf/serial: failed to read config file${position}`,
      text,
    );
  };
}

/** The original's words for a text that is no JSON. */
export function syntaxFailure(source: ConfigSource): OriginalRefusal {
  const text = stripComments(source.text);
  const words = decodingWords(source);
  if (text.trim() === "") return words("EOF");
  const problem = goSyntaxProblem(text);
  if (problem === undefined) return { exit: 23 };
  return problem.ends ? words("unexpected EOF") : words(problem.text, problem.bytes);
}

// Go notices a wrong list or object at its first character, anything else at its end.
function endOf(value: ConfigValue): number {
  const { type, offset, length } = value.node;
  return offset + (type === "array" || type === "object" ? 1 : length);
}

function bytesOf(text: string): number {
  return Buffer.byteLength(stripComments(text));
}

function goKind(value: ConfigValue, type: string): string {
  const kind = value.node.type;
  if (kind === "boolean") return "bool";
  return kind === "number" && /^(u?int|float)\d*$/.test(type) ? `number ${rawText(value)}` : kind;
}

function wanted(type: string): string {
  if (type === "bool") return "true or false";
  if (/^u?int/.test(type)) return `a whole number (${type})`;
  if (type.startsWith("[]")) return "a list";
  return type === "string" || /^conf\.(Bandwidth|TransportProtocol)$/.test(type)
    ? "a string"
    : "an object";
}
