import type { JsonObject } from "../../../../contract/json.js";
import { isFingerprint } from "./fingerprints.js";
import { decodeBase64 } from "./go-bytes.js";
import type { FieldOf } from "./go-shape.js";
import { goWhole } from "./go-special.js";
import { deleteQuery, encodeUrl, parseUrl, queryOf, type GoQuery } from "./go-url.js";
import type { Reality } from "./reality.js";
import { readShortId } from "./short-id.js";
import { panics, refuse, type Words } from "./words.js";

/** What `xray.transport.internet.reality.Config` has of a client alone. */
export function buildRealityClient(reality: Reality, words: Words): JsonObject {
  const bad = (field: FieldOf<Reality>, text: string, instead: string, found?: string) =>
    refuse(reality.where(field), words, text, instead, found);
  const fingerprint = reality.fingerprint.toLowerCase();
  const browsers = 'write a browser, as "chrome" or "firefox"';
  if (fingerprint === "unsafe" || fingerprint === "hellogolang") {
    throw bad("fingerprint", `invalid "fingerprint": ${fingerprint}`, browsers);
  }
  if (!isFingerprint(fingerprint)) {
    throw bad("fingerprint", `unknown "fingerprint": ${fingerprint}`, browsers);
  }
  if (reality.serverNames.length > 0) {
    const text = 'non-empty "serverNames", please use "serverName" instead';
    throw bad("serverNames", text, "write serverName, or the target of a server");
  }
  const publicKey = reality.password === "" ? reality.publicKey : reality.password;
  const field = reality.password === "" ? "publicKey" : "password";
  const keyHint = "write the Password that `xray x25519` prints";
  if (publicKey === "") throw bad(field, 'empty "password"', keyHint, "has no password");
  const key = decodeBase64(publicKey, "url");
  if (typeof key === "string" || key.length !== 32) {
    throw bad(field, `invalid "password": ${publicKey}`, keyHint);
  }
  if (reality.shortIds.length > 0) {
    const text = 'non-empty "shortIds", please use "shortId" instead';
    throw bad("shortIds", text, "write shortId, or the target of a server");
  }
  const shortId = readShortId(reality.where("shortId"), reality.shortId, '"shortId"', words);
  const { mldsa65Verify } = reality;
  const verify = decodeBase64(mldsa65Verify, "url");
  if (typeof verify === "string" || (mldsa65Verify !== "" && verify.length !== 1952)) {
    const text = `invalid "mldsa65Verify": ${mldsa65Verify}`;
    throw bad("mldsa65Verify", text, "write the Verify that `xray mldsa65` prints");
  }
  return {
    Fingerprint: fingerprint,
    serverName: reality.serverName,
    publicKey: key.toString("base64"),
    shortId,
    mldsa65Verify: verify.toString("base64"),
    ...readSpider(reality, words),
  };
}

/** Names in the query of spiderX, each with two numbers: padding, concurrency, times, interval, return. */
const spiderNames = ["p", "c", "t", "i", "r"] as const;

function readSpider(reality: Reality, words: Words): JsonObject {
  const value = reality.where("spiderX");
  const written = reality.spiderX === "" ? "/" : reality.spiderX;
  const instead = 'write a path, as "/"';
  if (!written.startsWith("/")) {
    throw refuse(value, words, `invalid "spiderX": ${written}`, instead);
  }
  const url = parseUrl(written);
  if (url === undefined) throw panics(value, instead);
  const query = queryOf(url);
  const rest = spiderNames.reduce<GoQuery>(deleteQuery, query);
  return {
    spiderX: encodeUrl(url, rest),
    spiderY: spiderNames.flatMap((name) => readPair(query, name)),
  };
}

function readPair(query: GoQuery, name: string): readonly [string, string] {
  const written = query.find(([found]) => found === name)?.[1] ?? "";
  const [first = "", second = first] = written.split("-");
  return [number(first), number(second)];
}

// Go's ParseInt gives 0 for what is no number, the nearest number for one that is too large.
function number(text: string): string {
  if (!/^[+-]?\d+$/.test(text)) return "0";
  const whole = goWhole(text);
  if (whole !== undefined) return whole.toString();
  return (text.startsWith("-") ? -(1n << 63n) : (1n << 63n) - 1n).toString();
}
