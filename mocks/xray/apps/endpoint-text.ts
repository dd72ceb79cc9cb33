import type { JsonObject } from "../../../contract/json.js";
import { bytesOf, enumOf, numberOf, objectOf, textOf } from "../json-fields.js";

const networks = { Unknown: 0, TCP: 2, UDP: 3, UNIX: 4 } as const;

/** An `xray.common.net.Endpoint` as Go's protobuf prints it; this build of Xray puts two blanks between fields. */
export function endpointText(endpoint: JsonObject): string {
  const network = enumOf(endpoint, "network", networks);
  const name = Object.entries(networks).find(([, number]) => number === network)?.[0];
  const address = objectOf(endpoint, "address");
  const port = numberOf(endpoint, "port");
  return [
    ...(network === 0 ? [] : [`network:${name ?? String(network)}`]),
    ...(address === undefined ? [] : [`address:{${addressText(address)}}`]),
    ...(port === 0 ? [] : [`port:${String(port)}`]),
  ].join("  ");
}

function addressText(address: JsonObject): string {
  if (address["domain"] !== undefined) return `domain:"${printed(textOf(address, "domain"))}"`;
  if (address["ip"] === undefined) return "";
  return `ip:"${printedBytes(bytesOf(address, "ip"))}"`;
}

/** Bytes that make letters are printed as those. */
function printedBytes(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const length = letterLength(bytes, at);
    const part = bytes.subarray(at, at + Math.max(1, length));
    text += length === 0 ? `\\x${part.toString("hex")}` : printed(part.toString());
    at += part.length;
  }
  return text;
}

/** How many bytes the letter there has; 0 where there is none. */
function letterLength(bytes: Buffer, at: number): number {
  const lengths = [1, 2, 3, 4];
  return (
    lengths.find((length) => {
      const part = bytes.subarray(at, at + length);
      const text = part.toString();
      return part.length === length && [...text].length === 1 && Buffer.from(text).equals(part);
    }) ?? 0
  );
}

const printed = (text: string): string => Array.from(text, printedLetter).join("");

function printedLetter(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  const named = new Map([
    ['"', '\\"'],
    ["\\", "\\\\"],
    ["\n", "\\n"],
    ["\r", "\\r"],
    ["\t", "\\t"],
  ]).get(letter);
  if (named !== undefined) return named;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code >= 0x80 && code <= 0x9f ? `\\u${code.toString(16).padStart(4, "0")}` : letter;
}
