import { isIPv6 } from "node:net";
import { FakeError } from "../../core/fake-error.js";
import { formatIp } from "../go/text.js";
import type { Severity } from "./log-config.js";

/** A line of the log as the original writes it, in local time, without its end. `now` is milliseconds since 1970. */
export function formatLogLine(now: number, severity: Severity, text: string): string {
  return `${formatTime(now)}.${micros(now)} [${severity}] ${text}`;
}

/** `2006/01/02 15:04:05` in local time. */
export function formatTime(now: number): string {
  const at = new Date(now);
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = `${String(at.getFullYear())}/${two(at.getMonth() + 1)}/${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The part of `now` below a second, in microseconds. */
export function micros(now: number): string {
  return String(Math.floor((now % 1000) * 1000)).padStart(6, "0");
}

const names: Readonly<Record<string, readonly [number, number]>> = {
  half: [16, 32],
  quarter: [8, 16],
  full: [0, 0],
};

/**
 * What hides addresses in lines, for `log.maskAddress`. Throws a FakeError with the original's words
 * where that is no mask.
 */
export function createMask(mask: string): (line: string) => string {
  if (mask === "") return (line) => line;
  const [v4, v6] = names[mask] ?? bitsOf(mask);
  if (v4 % 8 !== 0 || v4 < 0 || v4 > 32)
    throw badMask(mask, "app/log: Log Mask: ipv4 mask must be divisible by 8 and between 0-32");
  return (line) =>
    line
      .replace(/(\d{1,3}\.){3}\d{1,3}/g, (ip) => maskV4(ip, v4))
      .replace(/(?:[\da-fA-F]{0,4}:[\da-fA-F]{0,4}){2,7}/g, (ip) => maskV6(ip, v6));
}

function bitsOf(mask: string): readonly [number, number] {
  const [v4 = 0, v6 = 0] = mask.split("+").map((part) => {
    if (part === "") return 0;
    const digits = part.replace(/^\//, "");
    if (!/^[+-]?\d+$/.test(digits))
      throw badMask(mask, `strconv.Atoi: parsing ${JSON.stringify(digits)}: invalid syntax`);
    return Number(digits);
  });
  return [v4, v6];
}

function badMask(mask: string, text: string): FakeError {
  return new FakeError(
    "bad-boot",
    `log.maskAddress is ${JSON.stringify(mask)}: write "quarter", "half", "full" or bits as "/16+/32"`,
    { original: { exit: 23, text: `main: failed to create server > ${text}` } },
  );
}

function maskV4(ip: string, bits: number): string {
  if (bits === 32) return ip;
  if (bits === 0) return "[Masked IPv4]";
  return ip
    .split(".")
    .map((part, index) => (index < bits / 8 ? part : "*"))
    .join(".");
}

function maskV6(text: string, bits: number): string {
  if (bits === 128) return text;
  if (bits === 0) return "Masked IPv6";
  return isIPv6(text) ? `${networkOf(text, bits)}/${String(bits)}` : text;
}

/** The address of the network that holds an address. */
function networkOf(ip: string, bits: number): string {
  const [head = [], tail] = ip
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const groups =
    tail === undefined ? head : [...head, ...zeros(8 - head.length - tail.length), ...tail];
  const bytes = Buffer.from([...groups].map((g) => g.padStart(4, "0")).join(""), "hex");
  const kept = bytes.map(
    (byte, at) => byte & (0xff << Math.max(0, Math.min(8, 8 * at + 8 - bits))),
  );
  return formatIp(Buffer.from(kept)) ?? ip;
}

const zeros = (count: number): readonly string[] => new Array<string>(count).fill("0");
