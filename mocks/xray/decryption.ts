import type { JsonObject } from "../../contract/json.js";
import { textOf } from "./json-fields.js";
import { refused, type Trouble } from "./refusal.js";

const prefix = "proxy/vless/inbound: failed to use decryption > ";
const clientPrefix = "proxy/vless/outbound: failed to use encryption > ";

/** What the original finds wrong with `decryption` and `padding` of a vless inbound. */
export function decryptionTrouble(fields: JsonObject): Trouble | undefined {
  const decryption = textOf(fields, "decryption");
  if (decryption === "" || decryption === "none") return undefined;
  // Each part is a key: 32 bytes for X25519, else the 64-byte seed of ML-KEM-768.
  for (const part of decryption.split(".")) {
    const { length } = decoded(part);
    if (length !== 32 && length !== 64) return refused(`${prefix}mlkem: invalid seed length`);
  }
  const wrong = paddingText(textOf(fields, "padding"));
  return wrong === undefined ? undefined : refused(prefix + wrong);
}

/** What the original finds wrong with `encryption` and `padding` of a vless account of an outbound. */
export function encryptionTrouble(fields: JsonObject): Trouble | undefined {
  const encryption = textOf(fields, "encryption");
  if (encryption === "" || encryption === "none") return undefined;
  // Each part is a key: 32 bytes for X25519, else the 1184 bytes of a public key of ML-KEM-768.
  for (const part of encryption.split(".")) {
    const key = decoded(part);
    if (key.length === 32) continue;
    if (key.length !== 1184)
      return refused(`${clientPrefix}mlkem: invalid encapsulation key length`);
    if (!isReduced(key)) return refused(`${clientPrefix}mlkem: invalid polynomial encoding`);
  }
  const wrong = paddingText(textOf(fields, "padding"));
  return wrong === undefined ? undefined : refused(clientPrefix + wrong);
}

/** True where all numbers of 12 bits in the polynomials of a public key are below the modulus. */
function isReduced(key: Buffer): boolean {
  for (let at = 0; at < 1152; at += 3) {
    const three = key.readUIntLE(at, 3);
    if ((three & 0xfff) >= 3329 || three >> 12 >= 3329) return false;
  }
  return true;
}

/** The bytes that Go's unpadded URL base64 gives before it meets something wrong. */
function decoded(part: string): Buffer {
  const good = /^[A-Za-z0-9_-]*/.exec(part)?.[0] ?? "";
  const whole = good.length === part.length && good.length % 4 !== 1;
  return Buffer.from(whole ? good : good.slice(0, good.length - (good.length % 4)), "base64url");
}

function paddingText(padding: string): string | undefined {
  if (padding === "") return undefined;
  const own = "proxy/vless/encryption: ";
  let longest = 0;
  for (const [index, part] of padding.split(".").entries()) {
    const [chance = "", least = "", most = ""] = part.split("-");
    if (chance === "" || least === "" || most === "")
      return `${own}invalid padding lenth/gap parameter: ${part}`;
    const bad = [chance, least, most].find((n) => !/^\+?\d+$/.test(n));
    if (bad !== undefined) return `strconv.Atoi: parsing ${JSON.stringify(bad)}: invalid syntax`;
    if (index === 0 && (Number(chance) < 100 || Number(least) < 35 || Number(most) < 35))
      return `${own}first padding length must not be smaller than 35`;
    if (index % 2 === 0) longest += Math.max(Number(least), Number(most));
  }
  return longest > 65553 ? `${own}total padding length must not be larger than 65553` : undefined;
}
