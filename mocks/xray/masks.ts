import { textOf } from "./json-fields.js";
import { refused, type Trouble } from "./refusal.js";
import type { Typed } from "./typed.js";

const finalmask = "transport/internet/finalmask/";

/** What the original finds wrong with the masks of a datagram listener once it puts them on. */
export function maskTrouble(masks: readonly Typed[]): Trouble | undefined {
  for (const [index, mask] of masks.entries()) {
    const text = maskText(mask, index, masks.length - 1);
    if (text !== undefined) return refused(text);
  }
  return undefined;
}

function maskText(mask: Typed, index: number, last: number): string | undefined {
  const fields = mask.kind === "readable" ? mask.fields : {};
  switch (mask.type.replace("xray.transport.internet.finalmask.", "")) {
    case "salamander.Config":
      return Buffer.byteLength(textOf(fields, "password")) < 4
        ? `${finalmask}salamander: salamander err > PSK must be at least 4 bytes`
        : undefined;
    case "sudoku.Config":
      return index === last
        ? undefined
        : `${finalmask}sudoku: sudoku udp mask must be the innermost mask in chain`;
    case "xdns.Config":
      return nameText(textOf(fields, "domain"));
    case "xicmp.Config":
      return index === 0
        ? undefined
        : `${finalmask}xicmp: xicmp requires being at the outermost level`;
    default:
      return undefined;
  }
}

/** What is wrong with a domain name for a DNS message. */
function nameText(domain: string): string | undefined {
  const name = domain.replace(/\.$/, "");
  if (name === "") return undefined;
  const lengths = name.split(".").map((label) => Buffer.byteLength(label));
  for (const length of lengths) {
    if (length === 0) return "name contains a zero-length label";
    if (length > 63) return "name contains a label longer than 63 octets";
  }
  return Buffer.byteLength(name) + 2 > 255 ? "name is longer than 255 octets" : undefined;
}
