import type { Json, JsonObject } from "../../../../contract/json.js";
import { chromeBrands, chromeUserAgent, chromeVersion } from "./chrome.js";
import { text } from "./go-scalars.js";
import { map, pointer, struct, type Read } from "./go-shape.js";
import { stringList } from "./go-special.js";
import { refuse, type Words } from "./words.js";

const requestShape = struct("AuthenticatorRequest", {
  version: text,
  method: text,
  path: stringList,
  headers: map(pointer(stringList)),
});

const responseShape = struct("AuthenticatorResponse", {
  version: text,
  status: text,
  reason: text,
  headers: map(pointer(stringList)),
});

/** `header` of rawSettings with type http. */
export const httpHeaderShape = struct(
  "Authenticator",
  { request: requestShape, response: responseShape },
  { type: "read" },
);

type Request = Read<typeof requestShape>;
type Response = Read<typeof responseShape>;

/** The fields of `xray.transport.internet.headers.http.Config`. */
export function buildHttpHeader(
  { request, response }: Read<typeof httpHeaderShape>,
  words: Words,
): JsonObject {
  return { request: buildRequest(request, words), response: buildResponse(response, words) };
}

function buildRequest(request: Request, words: Words): JsonObject {
  const { version, method, path } = request;
  return {
    ...(version === "" ? {} : { version: { value: version } }),
    ...(method === "" ? {} : { method: { value: method } }),
    uri: path.length === 0 ? ["/"] : path,
    header: readHeaders(request, words) ?? requestHeaders(),
  };
}

function buildResponse(response: Response, words: Words): JsonObject {
  const { version, status, reason } = response;
  const written = status !== "" || reason !== "";
  return {
    ...(version === "" ? {} : { version: { value: version } }),
    ...(written ? { status: { code: status || "200", reason: reason || "OK" } } : {}),
    header: readHeaders(response, words) ?? responseHeaders,
  };
}

/** The headers, sorted by name as bytes; undefined where none is written. */
function readHeaders(part: Request | Response, words: Words): Json | undefined {
  if (part.headers.size === 0) return undefined;
  return [...part.headers]
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => {
      if (value === undefined) {
        throw refuse(
          part.where("headers"),
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
