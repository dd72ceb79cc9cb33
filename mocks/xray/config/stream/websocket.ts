import type { JsonObject } from "../../../../contract/json.js";
import { goMap } from "../decoding/composites.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { atoi } from "../decoding/texts.js";
import { deleteQuery, encodeUrl, parseUrl, queryOf } from "./go-url.js";
import { refuse } from "./words.js";

/** `wsSettings`. */
export const websocketType = goStruct("conf.WebSocketConfig", {
  host: goString,
  path: goString,
  headers: goMap(goString),
  acceptProxyProtocol: goBool,
  heartbeatPeriod: goUint32,
});

/** `httpupgradeSettings`. */
export const httpUpgradeType = goStruct("conf.HttpUpgradeConfig", {
  host: goString,
  path: goString,
  headers: goMap(goString),
  acceptProxyProtocol: goBool,
});

/** The fields of `xray.transport.internet.websocket.Config`. */
export function buildWebsocket(settings: Read<typeof websocketType>): JsonObject {
  const hosts = [...settings.headers].filter(([name]) => isHost(name));
  const headers = [...settings.headers].filter(([name]) => !isHost(name));
  return {
    ...splitEarlyData(settings.path),
    // With several hosts in headers, as "Host" and "host", the original takes one at random.
    host: settings.host === "" ? (hosts.find(([, host]) => host !== "")?.[1] ?? "") : settings.host,
    header: Object.fromEntries(headers),
    acceptProxyProtocol: settings.acceptProxyProtocol,
    heartbeatPeriod: settings.heartbeatPeriod,
  };
}

/** The fields of `xray.transport.internet.httpupgrade.Config`. */
export function buildHttpUpgrade(
  settings: Read<typeof httpUpgradeType>,
  words: Failure,
): JsonObject {
  const { host, path, headers, acceptProxyProtocol } = settings;
  if ([...headers.keys()].some(isHost)) {
    throw refuse(
      at(settings, "headers"),
      words,
      `"headers" can't contain "host"`,
      'write "host" beside "headers"',
    );
  }
  return {
    ...splitEarlyData(path),
    host,
    header: Object.fromEntries(headers),
    acceptProxyProtocol,
  };
}

/** True for the header that names the host, in any case. */
export function isHost(name: string): boolean {
  return name.toLowerCase() === "host";
}

/** The path without its `ed`, which says how many bytes may be sent early. */
function splitEarlyData(path: string): { readonly path: string; readonly ed: number } {
  const url = parseUrl(path);
  if (url === undefined) return { path, ed: 0 };
  const query = queryOf(url);
  const written = query.find(([name]) => name === "ed")?.[1] ?? "";
  if (written === "") return { path, ed: 0 };
  return {
    path: encodeUrl(url, deleteQuery(query, "ed")),
    ed: Number(BigInt.asUintN(32, clamped(written))),
  };
}

// Go's Atoi gives 0 for what is no number, the nearest number for one that is too large.
function clamped(text: string): bigint {
  const number = atoi(text);
  if (number !== undefined || !/^[+-]?\d+$/.test(text)) return number ?? 0n;
  return text.startsWith("-") ? -(1n << 63n) : (1n << 63n) - 1n;
}
