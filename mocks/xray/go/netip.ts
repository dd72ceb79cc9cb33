import { goQuote } from "./text.js";

/** What Go's netip makes of a text: how many bits such an address has, or the words of its refusal. */
export type GoAddress =
  | { readonly kind: "address"; readonly bits: 32 | 128; readonly zone: boolean }
  | { readonly kind: "bad"; readonly text: string };

/** Reads an IP address as Go's `netip.ParseAddr` does. */
export function goAddress(text: string): GoAddress {
  const first = /[.:%]/.exec(text)?.[0];
  const bad = (message: string, at = ""): GoAddress => ({
    kind: "bad",
    text: `ParseAddr(${goQuote(text)}): ${message}${at === "" ? "" : ` (at ${goQuote(at)})`}`,
  });
  if (first === undefined) return bad("unable to parse IP");
  if (first === "%") return bad("missing IPv6 address");
  if (first === ".") {
    const wrong = wrongV4(text);
    return wrong === undefined ? { kind: "address", bits: 32, zone: false } : bad(...wrong);
  }
  const [host = "", ...rest] = text.split("%");
  if (rest.length > 0 && rest.join("%") === "") return bad("zone must be a non-empty string");
  const wrong = wrongV6(host);
  return wrong === undefined
    ? { kind: "address", bits: 128, zone: rest.length > 0 }
    : bad(...wrong);
}

/** Reads an address with the length of a prefix as Go's `netip.ParsePrefix` does; the length, or the refusal. */
export function goPrefix(
  text: string,
):
  | { readonly kind: "prefix"; readonly length: number; readonly bits: number }
  | { readonly kind: "bad"; readonly text: string } {
  const bad = (message: string) =>
    ({ kind: "bad", text: `netip.ParsePrefix(${goQuote(text)}): ${message}` }) as const;
  const slash = text.lastIndexOf("/");
  if (slash < 0) return bad("no '/'");
  const address = goAddress(text.slice(0, slash));
  if (address.kind === "bad") return bad(address.text);
  if (address.zone) return bad("IPv6 zones cannot be present in a prefix");
  const length = text.slice(slash + 1);
  const isNumber = /^([1-9]\d*|\d)$/.test(length) && Number(length) <= Number.MAX_SAFE_INTEGER;
  if (!isNumber) return bad(`bad bits after slash: ${goQuote(length)}`);
  if (Number(length) > address.bits) return bad("prefix length out of range");
  return { kind: "prefix", length: Number(length), bits: address.bits };
}

type Wrong = readonly [message: string, at?: string];

function wrongV4(text: string): Wrong | undefined {
  let digits = "";
  let dots = 0;
  for (const [at, letter] of [...text].entries()) {
    if (/^\d$/.test(letter)) {
      if (digits === "0") return ["IPv4 field has octet with leading zero"];
      digits += letter;
      if (Number(digits) > 255) return ["IPv4 field has value >255"];
    } else if (letter === ".") {
      if (digits === "" || at === text.length - 1)
        return ["IPv4 field must have at least one digit", text.slice(at)];
      if (dots === 3) return ["IPv4 address too long"];
      dots += 1;
      digits = "";
    } else return ["unexpected character", text.slice(at)];
  }
  return dots < 3 ? ["IPv4 address too short"] : undefined;
}

function wrongV6(text: string): Wrong | undefined {
  let rest = text;
  let hasGap = rest.startsWith("::");
  if (hasGap) rest = rest.slice(2);
  if (hasGap && rest === "") return undefined;
  let read = 0;
  while (read < 16) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? "";
    if (digits.length > 4) return ["each group must have 4 or less digits", rest];
    if (digits === "") return ["each colon-separated field must have at least one digit", rest];
    if (rest[digits.length] === ".") {
      if (!hasGap && read !== 12)
        return ["embedded IPv4 address must replace the final 2 fields of the address", rest];
      if (read + 4 > 16)
        return ["too many hex fields to fit an embedded IPv4 at the end of the address", rest];
      const wrong = wrongV4(rest);
      if (wrong !== undefined) return wrong;
      read += 4;
      rest = "";
      break;
    }
    read += 2;
    rest = rest.slice(digits.length);
    if (rest === "") break;
    if (!rest.startsWith(":")) return ["unexpected character, want colon", rest];
    if (rest === ":") return ["colon must be followed by more characters", rest];
    rest = rest.slice(1);
    if (rest.startsWith(":")) {
      if (hasGap) return ["multiple :: in address", rest];
      hasGap = true;
      rest = rest.slice(1);
      if (rest === "") break;
    }
  }
  if (rest !== "") return ["trailing garbage after address", rest];
  if (read < 16) return hasGap ? undefined : ["address string too short"];
  return hasGap ? ["the :: must expand to at least one field of zeros"] : undefined;
}
