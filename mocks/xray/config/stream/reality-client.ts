import type { JsonObject } from "../../../../contract/json.js";
import { goRawBase64 } from "../../go/base64.js";
import type { Failure } from "../decoding/go-type.js";
import { at } from "../decoding/struct.js";
import { atoi } from "../decoding/texts.js";
import { panics } from "../settings.js";
import { isFingerprint } from "./fingerprints.js";
import { deleteQuery, encodeUrl, type GoQuery, parseUrl, queryOf } from "./go-url.js";
import type { Reality } from "./reality.js";
import { readShortId } from "./short-id.js";
import { refuse } from "./words.js";

/** What `xray.transport.internet.reality.Config` has of a client alone. */
export function buildRealityClient(reality: Reality, words: Failure): JsonObject {
  const bad = (field: keyof Reality, text: string, instead: string, found?: string) =>
    refuse(at(reality, field), words, text, instead, found);
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
  const key = goRawBase64(publicKey, "url");
  if (key.kind === "bad" || key.bytes.length !== 32) {
    throw bad(field, `invalid "password": ${publicKey}`, keyHint);
  }
  if (reality.shortIds.length > 0) {
    const text = 'non-empty "shortIds", please use "shortId" instead';
    throw bad("shortIds", text, "write shortId, or the target of a server");
  }
  const shortId = readShortId(at(reality, "shortId"), reality.shortId, '"shortId"', words);
  const { mldsa65Verify } = reality;
  const verify = goRawBase64(mldsa65Verify, "url");
  if (verify.kind === "bad" || (mldsa65Verify !== "" && verify.bytes.length !== 1952)) {
    const text = `invalid "mldsa65Verify": ${mldsa65Verify}`;
    throw bad("mldsa65Verify", text, "write the Verify that `xray mldsa65` prints");
  }
  return {
    Fingerprint: fingerprint,
    serverName: reality.serverName,
    publicKey: key.bytes.toString("base64"),
    shortId,
    mldsa65Verify: verify.bytes.toString("base64"),
    ...readSpider(reality, words),
  };
}

/** Names in the query of spiderX, each with two numbers: padding, concurrency, times, interval, return. */
const spiderNames = ["p", "c", "t", "i", "r"] as const;

function readSpider(reality: Reality, words: Failure): JsonObject {
  const value = at(reality, "spiderX");
  const written = reality.spiderX === "" ? "/" : reality.spiderX;
  const instead = 'write a path, as "/"';
  if (!written.startsWith("/")) {
    throw refuse(value, words, `invalid "spiderX": ${written}`, instead);
  }
  const url = parseUrl(written);
  if (url === undefined) throw panics(value, `is ${value.shown}`, instead);
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
  const whole = atoi(text);
  if (whole !== undefined) return whole.toString();
  return (text.startsWith("-") ? -(1n << 63n) : (1n << 63n) - 1n).toString();
}
