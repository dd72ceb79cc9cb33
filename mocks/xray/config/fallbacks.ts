import type { JsonObject } from "../../../contract/json.js";
import { splitHostPort } from "./addresses.js";
import { createFailure } from "./config-source.js";
import type { ConfigValue } from "./config-value.js";
import { goListOrNil, goPointer, goRaw } from "./decoding/composites.js";
import type { Failure } from "./decoding/go-type.js";
import { goString, goUint64 } from "./decoding/scalars.js";
import { at, goStruct, type Struct } from "./decoding/struct.js";
import { atoi } from "./decoding/texts.js";
import { panics } from "./settings.js";

const shape = {
  name: goString,
  alpn: goString,
  path: goString,
  type: goString,
  dest: goRaw,
  xver: goUint64,
};

/** `fallbacks` of a protocol; `struct` is the original's name of one, as `conf.TrojanInboundFallback`. */
export function goFallbacks(struct: string) {
  return goListOrNil(goPointer(goStruct(struct, shape)));
}

type Fallback = Struct<typeof shape>;

/** Fallbacks as the Fallback message of the protocol, which the original's errors call `protocol`. */
export function readFallbacks(
  list: readonly (Fallback | undefined)[],
  protocol: "VLESS" | "Trojan",
  self: ConfigValue,
  failure: Failure,
): readonly JsonObject[] {
  const written = list.filter((fallback) => fallback !== undefined);
  if (written.length < list.length) throw panics(self);
  return written.map((fallback) => readFallback(fallback, protocol, failure));
}

function readFallback(fallback: Fallback, protocol: string, failure: Failure): JsonObject {
  const refuse = (key: keyof Fallback, instead: string, text: string) =>
    at(fallback, key).refused("is not usable", instead, failure(`infra/conf: ${protocol} ${text}`));
  const { name, alpn, path, xver } = fallback;
  if (path !== "" && !path.startsWith("/")) {
    const text = 'fallbacks: "path" must be empty or start with "/"';
    throw refuse("path", 'write a path that begins with "/"', text);
  }
  const { dest, type } = target(fallback.type, destination(fallback.dest));
  if (dest === undefined) {
    // Cut within a letter, it is no text that a protobuf message can carry.
    throw at(fallback, "dest").refused(
      "is too long",
      "write a name of up to 107 bytes",
      createFailure("string field contains invalid UTF-8"),
    );
  }
  if (type === "") {
    const text = 'fallbacks: please fill in a valid value for every "dest"';
    throw refuse("dest", 'write a port, "HOST:PORT" or the path of a socket', text);
  }
  if (BigInt(xver) > 2n) {
    const text = 'fallbacks: invalid PROXY protocol version, "xver" only accepts 0, 1, 2';
    throw refuse("xver", "write 0, 1 or 2", text);
  }
  return { name, alpn, path, type, dest, xver };
}

/** A port is read as its digits, null as port 0, and what is neither port nor text as "". */
function destination(value: ConfigValue | undefined): string {
  if (value === undefined) return "";
  if (value.isNull) return "0";
  if (value.node.type === "string") return value.asString();
  const digits = value.text;
  return /^\d+$/.test(digits) && Number(digits) <= 65535 ? String(Number(digits)) : "";
}

/** Where a fallback leads; without `dest` where its name is cut within a letter. */
function target(
  type: string,
  dest: string,
): { readonly type: string; readonly dest: string | undefined } {
  if (type !== "" || dest === "") return { type, dest };
  if (dest === "serve-ws-none") return { type: "serve", dest };
  if (dest.startsWith("@@")) {
    // An abstract socket padded to the length of sun_path, as haproxy wants it.
    const padded = Buffer.alloc(108);
    const name = Buffer.from(dest.slice(1), "utf8");
    name.copy(padded);
    const whole = padded.toString("utf8");
    return { type: "unix", dest: Buffer.from(whole, "utf8").equals(padded) ? whole : undefined };
  }
  if (dest.startsWith("/") || dest.startsWith("@")) return { type: "unix", dest };
  const address = atoi(dest) === undefined ? dest : `localhost:${dest}`;
  return { type: "host" in splitHostPort(address) ? "tcp" : "", dest: address };
}
