import type { JsonObject } from "../../../contract/json.js";
import { splitHostPort } from "./addresses.js";
import type { ConfigValue } from "./config-value.js";
import { at, goPointers, goRaw, goStruct, type Struct } from "./go/composites.js";
import { rawText, type Failure } from "./go/go-type.js";
import { goString, goUint64 } from "./go/scalars.js";
import { atoi } from "./go/texts.js";
import { panics } from "./settings.js";

const shape = {
  name: goString(),
  alpn: goString(),
  path: goString(),
  type: goString(),
  dest: goRaw,
  xver: goUint64,
};

/** `fallbacks` of a protocol; `struct` is the original's name of one, as `conf.TrojanInboundFallback`. */
export function goFallbacks(struct: string) {
  return goPointers(goStruct(struct, shape));
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
  if (type === "") {
    const text = 'fallbacks: please fill in a valid value for every "dest"';
    throw refuse("dest", 'write a port, "HOST:PORT" or the path of a socket', text);
  }
  if (xver > 2n) {
    const text = 'fallbacks: invalid PROXY protocol version, "xver" only accepts 0, 1, 2';
    throw refuse("xver", "write 0, 1 or 2", text);
  }
  return { name, alpn, path, type, dest, xver: xver.toString() };
}

/** A port is read as its digits, null as port 0, and what is neither port nor text as "". */
function destination(value: ConfigValue | undefined): string {
  if (value === undefined) return "";
  if (value.isNull) return "0";
  if (value.node.type === "string") return value.asString();
  const digits = rawText(value);
  return /^\d+$/.test(digits) && Number(digits) <= 65535 ? String(Number(digits)) : "";
}

function target(type: string, dest: string): { readonly type: string; readonly dest: string } {
  if (type !== "" || dest === "") return { type, dest };
  if (dest === "serve-ws-none") return { type: "serve", dest };
  if (dest.startsWith("@@")) {
    // An abstract socket padded to the length of sun_path, as haproxy wants it.
    const padded = Buffer.alloc(108);
    padded.write(dest.slice(1), "utf8");
    return { type: "unix", dest: padded.toString("utf8") };
  }
  if (dest.startsWith("/") || dest.startsWith("@")) return { type: "unix", dest };
  const address = atoi(dest) === undefined ? dest : `localhost:${dest}`;
  return { type: "host" in splitHostPort(address) ? "tcp" : "", dest: address };
}
