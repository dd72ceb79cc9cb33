import { isIPv4, isIPv6 } from "node:net";
import type { JsonObject } from "../../../contract/json.js";

/**
 * The text, or what a variable of the environment holds where it is `env:NAME`: the variable of that
 * name, else of the name in upper case with `_` for dots, else "".
 */
export function withEnvironment(text: string): string {
  if (!text.startsWith("env:")) return text;
  const name = text.slice("env:".length);
  return process.env[name] ?? process.env[name.trim().toUpperCase().replaceAll(".", "_")] ?? "";
}

/** The fields of `xray.common.net.IPOrDomain` for a text: an address, else a domain. */
export function parseAddress(text: string): JsonObject {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  const host = /^[a-z0-9].*[a-z0-9]$/is.test(bare) ? bare : bare.trim();
  const bytes = parseIp(host);
  return bytes === undefined ? { domain: host } : { ip: Buffer.from(bytes).toString("base64") };
}

/** The 4 or 16 bytes of an address; 4 for an IPv4 address written as IPv6. */
function parseIp(text: string): readonly number[] | undefined {
  if (isIPv4(text)) return text.split(".").map(Number);
  // The original knows no zones (`fe80::1%eth0`).
  if (!isIPv6(text) || text.includes("%")) return undefined;
  const [head = "", tail] = text.split("::");
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const gap = tail === undefined ? 0 : 16 - front.length - back.length;
  const bytes = [...front, ...Array.from({ length: gap }, () => 0), ...back];
  const mapped = bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12) : bytes;
}

function groups(text: string): readonly number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (group.includes(".")) return group.split(".").map(Number);
    const number = Number.parseInt(group, 16);
    return [number >> 8, number & 255];
  });
}

/** Host and port of `HOST:PORT`, or what Go says of a text that has no such form. */
export function splitHostPort(
  text: string,
): { readonly host: string; readonly port: string } | { readonly problem: string } {
  const problem = (what: string) => ({ problem: text === "" ? what : `address ${text}: ${what}` });
  const colon = text.lastIndexOf(":");
  if (colon === -1) return problem("missing port in address");
  let host = text.slice(0, colon);
  // Where unpaired brackets are looked for: after what the brackets of an address have used up.
  let [opens, closes] = [0, 0];
  if (text.startsWith("[")) {
    const close = text.indexOf("]");
    if (close === -1) return problem("missing ']' in address");
    if (close + 1 === text.length) return problem("missing port in address");
    if (close + 1 !== colon) {
      return problem(
        text[close + 1] === ":" ? "too many colons in address" : "missing port in address",
      );
    }
    host = text.slice(1, close);
    [opens, closes] = [1, close + 1];
  } else if (host.includes(":")) {
    return problem("too many colons in address");
  }
  if (text.includes("[", opens)) return problem("unexpected '[' in address");
  if (text.includes("]", closes)) return problem("unexpected ']' in address");
  return { host, port: text.slice(colon + 1) };
}
