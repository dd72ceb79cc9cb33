import { goRawBase64 } from "../go/base64.js";
import { atoi } from "./decoding/texts.js";

/** A text of VLESS encryption, `mlkem768x25519plus.MODE.TIME.PADDING.KEY`, in its parts. */
export interface VlessEncryption {
  readonly xorMode: number;
  /** The third part: `600s`, `100-500s`, `0rtt`. */
  readonly time: string;
  readonly padding: string;
  /** What is left: the keys. */
  readonly keys: string;
  /** False for padding without a key behind it, which the original does not survive. */
  readonly hasKeys: boolean;
}

const modes: readonly string[] = ["native", "xorpub", "random"];
const head = "mlkem768x25519plus";

/**
 * Takes a text of VLESS encryption apart; undefined for one that is none. `keyLengths` are in bytes.
 */
export function splitEncryption(
  text: string,
  keyLengths: readonly number[],
): VlessEncryption | undefined {
  // By bytes, as the original counts.
  const [name, mode = "", time = "", ...rest] = latin(text).split(".");
  if (rest.length === 0 || name !== head || !modes.includes(mode)) return undefined;
  const isShort = (part: string) => part.length < 20;
  // What comes before a letter that is none counts, too.
  const isKey = (part: string) => {
    const read = goRawBase64(part, "url");
    return keyLengths.includes((read.kind === "bytes" ? read.bytes : read.before).length);
  };
  if (!rest.every((part) => isShort(part) || isKey(part))) return undefined;
  // All short parts count as padding, but it is cut off the front, wherever they stand.
  const cut = rest.filter(isShort).reduce((sum, part) => sum + part.length + 1, 0);
  const keys = rest.join(".");
  return {
    xorMode: modes.indexOf(mode),
    time: unLatin(time),
    padding: unLatin(keys.slice(0, Math.max(0, cut - 1))),
    keys: unLatin(keys.slice(cut)),
    hasKeys: cut <= keys.length,
  };
}

/** Both ends of the seconds of a `decryption`, as texts; undefined where they are none. */
export function readSeconds(
  time: string,
): { readonly secondsFrom: string; readonly secondsTo: string } | undefined {
  const bare = time.endsWith("s") ? time.slice(0, -1) : time;
  const dash = bare.indexOf("-");
  const from = atoi(dash === -1 ? bare : bare.slice(0, dash));
  const to = dash === -1 ? 0n : atoi(bare.slice(dash + 1));
  if (from === undefined || to === undefined) return undefined;
  return { secondsFrom: from.toString(), secondsTo: to.toString() };
}

function latin(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function unLatin(text: string): string {
  return Buffer.from(text, "latin1").toString("utf8");
}
