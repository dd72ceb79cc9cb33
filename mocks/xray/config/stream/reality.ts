import type { Json, JsonObject } from "../../../../contract/json.js";
import { goRawBase64 } from "../../go/base64.js";
import { splitHostPort } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goRaw } from "../decoding/composites.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString, goUint64 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { atoi } from "../decoding/texts.js";
import { buildRealityClient } from "./reality-client.js";
import { readShortId } from "./short-id.js";
import { refuse } from "./words.js";

const limitType = goStruct("conf.LimitFallback", {
  AfterBytes: goUint64,
  BytesPerSec: goUint64,
  BurstBytesPerSec: goUint64,
});

/** `realitySettings`. */
export const realityType = goStruct("conf.REALITYConfig", {
  masterKeyLog: goString,
  show: goBool,
  target: goRaw,
  dest: goRaw,
  type: goString,
  xver: goUint64,
  serverNames: goList(goString),
  privateKey: goString,
  minClientVer: goString,
  maxClientVer: goString,
  maxTimeDiff: goUint64,
  shortIds: goList(goString),
  mldsa65Seed: goString,
  limitFallbackUpload: limitType,
  limitFallbackDownload: limitType,
  fingerprint: goString,
  serverName: goString,
  password: goString,
  publicKey: goString,
  shortId: goString,
  mldsa65Verify: goString,
  spiderX: goString,
});

/** A read `realitySettings`. */
export type Reality = Read<typeof realityType>;

/** The fields of `xray.transport.internet.reality.Config`: of a server where there is a target, else of a client. */
export function buildReality(reality: Reality, words: Failure): JsonObject {
  const target = reality.target ?? reality.dest;
  return {
    masterKeyLog: reality.masterKeyLog,
    show: reality.show,
    ...(target === undefined
      ? buildRealityClient(reality, words)
      : buildServer(reality, target, words)),
  };
}

function buildServer(reality: Reality, target: ConfigValue, words: Failure): JsonObject {
  const { dest, type } = readTarget(reality, target, words);
  const bad = (field: keyof Reality, text: string, instead: string, found?: string) =>
    refuse(at(reality, field), words, text, instead, found);
  if (BigInt(reality.xver) > 2n) {
    const text = 'invalid PROXY protocol version, "xver" only accepts 0, 1, 2';
    throw bad("xver", text, "write 0, 1 or 2");
  }
  if (reality.serverNames.length === 0) {
    throw bad("serverNames", 'empty "serverNames"', "name a server", "names no server");
  }
  const { privateKey } = reality;
  const keyHint = "write the PrivateKey that `xray x25519` prints";
  if (privateKey === "")
    throw bad("privateKey", 'empty "privateKey"', keyHint, "has no privateKey");
  const key = goRawBase64(privateKey, "url");
  if (key.kind === "bad" || key.bytes.length !== 32) {
    throw bad("privateKey", `invalid "privateKey": ${privateKey}`, keyHint);
  }
  const minClientVer = readVersion(reality, "minClientVer", words);
  const maxClientVer = readVersion(reality, "maxClientVer", words);
  if (reality.shortIds.length === 0) {
    throw bad("shortIds", 'empty "shortIds"', 'write [""]', "has no shortIds");
  }
  const shortIds = reality.shortIds.map((id, index) =>
    readShortId(at(reality, "shortIds"), id, `"shortIds[${index}]"`, words),
  );
  return {
    dest,
    type,
    xver: reality.xver,
    serverNames: reality.serverNames,
    privateKey: key.bytes.toString("base64"),
    minClientVer,
    maxClientVer,
    maxTimeDiff: reality.maxTimeDiff,
    shortIds,
    mldsa65Seed: readSeed(reality, words),
    limitFallbackUpload: limit(reality.limitFallbackUpload),
    limitFallbackDownload: limit(reality.limitFallbackDownload),
  };
}

function limit(read: Read<typeof limitType>): Json {
  return {
    afterBytes: read.AfterBytes,
    bytesPerSec: read.BytesPerSec,
    burstBytesPerSec: read.BurstBytesPerSec,
  };
}

/** Where a stranger's connection is led: a port, `HOST:PORT`, a path, or an abstract socket. */
function readTarget(
  reality: Reality,
  target: ConfigValue,
  words: Failure,
): { readonly dest: string; readonly type: string } {
  let dest = readTargetText(target);
  let { type } = reality;
  if (type === "" && dest !== "") {
    if (dest.startsWith("@") || dest.startsWith("/")) {
      type = "unix";
      // As haproxy wants it: the name of an abstract socket, filled up to what the kernel's address holds.
      if (dest.startsWith("@@")) {
        dest = Buffer.alloc(108, 0)
          .fill(dest.slice(1), 0, Math.min(108, Buffer.byteLength(dest) - 1))
          .toString();
      }
    } else {
      if (atoi(dest) !== undefined) dest = `localhost:${dest}`;
      if (!("problem" in splitHostPort(dest))) type = "tcp";
    }
  }
  if (type === "") {
    throw refuse(
      target,
      words,
      'please fill in a valid value for "target"',
      'write a port, or HOST:PORT, as "example.com:443"',
    );
  }
  return { dest, type };
}

function readTargetText(target: ConfigValue): string {
  if (target.isNull) return "0";
  if (target.node.type === "string") return target.asString();
  const digits = target.text;
  const port = target.node.type === "number" && /^\d+$/.test(digits) && BigInt(digits) <= 65535n;
  return port ? String(Number(digits)) : "";
}

function readVersion(
  reality: Reality,
  field: "minClientVer" | "maxClientVer",
  words: Failure,
): string {
  const written = reality[field];
  if (written === "") return "";
  const bytes = Buffer.alloc(3);
  written.split(".").forEach((part, index) => {
    const bad = (text: string) =>
      refuse(at(reality, field), words, text, 'write up to three numbers, as "25.9.11"');
    if (index === 3) throw bad(`invalid "${field}": ${written}`);
    if (!/^\d+$/.test(part) || BigInt(part) > 255n) {
      throw bad(`"${field}[${index}]" should be less than 256`);
    }
    bytes[index] = Number(part);
  });
  return bytes.toString("base64");
}

function readSeed(reality: Reality, words: Failure): string {
  const { mldsa65Seed, privateKey } = reality;
  if (mldsa65Seed === "") return "";
  const bad = (text: string) =>
    refuse(at(reality, "mldsa65Seed"), words, text, "write the Seed that `xray mldsa65` prints");
  if (mldsa65Seed === privateKey) {
    throw bad(`"mldsa65Seed" and "privateKey" can not be the same value: ${mldsa65Seed}`);
  }
  const seed = goRawBase64(mldsa65Seed, "url");
  if (seed.kind === "bad" || seed.bytes.length !== 32) {
    throw bad(`invalid "mldsa65Seed": ${mldsa65Seed}`);
  }
  return seed.bytes.toString("base64");
}
