import type { Json, JsonObject } from "../../../../contract/json.js";
import { goMap, goPointer } from "../decoding/composites.js";
import { goStringList } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { chromeBrands, chromeUserAgent, chromeVersion } from "./chrome.js";
import { refuse } from "./words.js";

const requestType = goStruct("conf.AuthenticatorRequest", {
  version: goString,
  method: goString,
  path: goStringList,
  headers: goMap(goPointer(goStringList)),
});

const responseType = goStruct("conf.AuthenticatorResponse", {
  version: goString,
  status: goString,
  reason: goString,
  headers: goMap(goPointer(goStringList)),
});

/** `header` of rawSettings with type http. */
export const httpHeaderType = goStruct(
  "conf.Authenticator",
  { request: requestType, response: responseType },
  { others: ["type"] },
);

type Request = Read<typeof requestType>;
type Response = Read<typeof responseType>;

/** The fields of `xray.transport.internet.headers.http.Config`. */
export function buildHttpHeader(
  { request, response }: Read<typeof httpHeaderType>,
  words: Failure,
): JsonObject {
  return { request: buildRequest(request, words), response: buildResponse(response, words) };
}

function buildRequest(request: Request, words: Failure): JsonObject {
  const { version, method, path } = request;
  return {
    ...(version === "" ? {} : { version: { value: version } }),
    ...(method === "" ? {} : { method: { value: method } }),
    uri: path.length === 0 ? ["/"] : path,
    header: readHeaders(request, words) ?? requestHeaders(),
  };
}

function buildResponse(response: Response, words: Failure): JsonObject {
  const { version, status, reason } = response;
  const written = status !== "" || reason !== "";
  return {
    ...(version === "" ? {} : { version: { value: version } }),
    ...(written ? { status: { code: status || "200", reason: reason || "OK" } } : {}),
    header: readHeaders(response, words) ?? responseHeaders,
  };
}

/** The headers, sorted by name as bytes; undefined where none is written. */
function readHeaders(part: Request | Response, words: Failure): Json | undefined {
  if (part.headers.size === 0) return undefined;
  return [...part.headers]
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => {
      if (value === undefined) {
        throw refuse(
          at(part, "headers"),
          words,
          `empty HTTP header value: ${name}`,
          "write a string or a list of strings",
          `has null for "${name}"`,
        );
      }
      return { name, value };
    });
}

function header(name: string, ...value: readonly string[]): JsonObject {
  return { name, value };
}

function requestHeaders(): readonly Json[] {
  const version = chromeVersion(new Date());
  return [
    header("Host", "www.baidu.com", "www.bing.com"),
    header("User-Agent", chromeUserAgent(version)),
    header("Sec-CH-UA", chromeBrands(version)),
    header("Sec-CH-UA-Mobile", "?0"),
    header("Sec-CH-UA-Platform", "Windows"),
    header("Sec-Fetch-Mode", "no-cors", "cors", "same-origin"),
    header("Sec-Fetch-Dest", "empty"),
    header("Sec-Fetch-Site", "none"),
    header("Sec-Fetch-User", "?1"),
    header("Accept-Encoding", "gzip, deflate"),
    header("Connection", "keep-alive"),
    header("Pragma", "no-cache"),
  ];
}

const responseHeaders: readonly Json[] = [
  header("Content-Type", "application/octet-stream", "video/mpeg"),
  header("Transfer-Encoding", "chunked"),
  header("Connection", "keep-alive"),
  header("Pragma", "no-cache"),
  header("Cache-Control", "private", "no-cache"),
];
