import type { JsonObject } from "../../contract/json.js";
import { textOf } from "./json-fields.js";
import { refused, type Trouble } from "./refusal.js";

const prefix = "proxy/vless/inbound: failed to use decryption > ";

/** What the original finds wrong with `decryption` and `padding` of a vless inbound. */
export function decryptionTrouble(fields: JsonObject): Trouble | undefined {
  const decryption = textOf(fields, "decryption");
  if (decryption === "" || decryption === "none") return undefined;
  // Each part is a key: 32 bytes for X25519, else the 64-byte seed of ML-KEM-768.
  for (const part of decryption.split(".")) {
    const length = decodedLength(part);
    if (length !== 32 && length !== 64) return refused(`${prefix}mlkem: invalid seed length`);
  }
  const wrong = paddingText(textOf(fields, "padding"));
  return wrong === undefined ? undefined : refused(prefix + wrong);
}

/** Bytes that Go's unpadded URL base64 gives before it meets something wrong. */
function decodedLength(part: string): number {
  const good = /^[A-Za-z0-9_-]*/.exec(part)?.[0].length ?? 0;
  const whole = good === part.length && good % 4 !== 1;
  return whole ? Math.floor((good * 3) / 4) : Math.floor(good / 4) * 3;
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
