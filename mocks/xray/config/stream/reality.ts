import type { Json, JsonObject } from "../../../../contract/json.js";
import { splitHostPort } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { rawText } from "./go-mismatch.js";
import { decodeBase64 } from "./go-bytes.js";
import { flag, raw, text, uint64 } from "./go-scalars.js";
import { list, struct, type FieldOf, type Read } from "./go-shape.js";
import { goWhole } from "./go-special.js";
import { buildRealityClient } from "./reality-client.js";
import { readShortId } from "./short-id.js";
import { refuse, type Words } from "./words.js";

const limitShape = struct("LimitFallback", {
  AfterBytes: uint64,
  BytesPerSec: uint64,
  BurstBytesPerSec: uint64,
});

/** `realitySettings`. */
export const realityShape = struct("REALITYConfig", {
  masterKeyLog: text,
  show: flag,
  target: raw,
  dest: raw,
  type: text,
  xver: uint64,
  serverNames: list(text),
  privateKey: text,
  minClientVer: text,
  maxClientVer: text,
  maxTimeDiff: uint64,
  shortIds: list(text),
  mldsa65Seed: text,
  limitFallbackUpload: limitShape,
  limitFallbackDownload: limitShape,
  fingerprint: text,
  serverName: text,
  password: text,
  publicKey: text,
  shortId: text,
  mldsa65Verify: text,
  spiderX: text,
});

/** A read `realitySettings`. */
export type Reality = Read<typeof realityShape>;

/** The fields of `xray.transport.internet.reality.Config`: of a server where there is a target, else of a client. */
export function buildReality(reality: Reality, words: Words): JsonObject {
  const target = reality.target ?? reality.dest;
  return {
    masterKeyLog: reality.masterKeyLog,
    show: reality.show,
    ...(target === undefined
      ? buildRealityClient(reality, words)
      : buildServer(reality, target, words)),
  };
}

function buildServer(reality: Reality, target: ConfigValue, words: Words): JsonObject {
  const { dest, type } = readTarget(reality, target, words);
  const bad = (field: FieldOf<Reality>, text: string, instead: string, found?: string) =>
    refuse(reality.where(field), words, text, instead, found);
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
  const key = decodeBase64(privateKey, "url");
  if (typeof key === "string" || key.length !== 32) {
    throw bad("privateKey", `invalid "privateKey": ${privateKey}`, keyHint);
  }
  const minClientVer = readVersion(reality, "minClientVer", words);
  const maxClientVer = readVersion(reality, "maxClientVer", words);
  if (reality.shortIds.length === 0) {
    throw bad("shortIds", 'empty "shortIds"', 'write [""]', "has no shortIds");
  }
  const shortIds = reality.shortIds.map((id, index) =>
    readShortId(reality.where("shortIds"), id, `"shortIds[${index}]"`, words),
  );
  return {
    dest,
    type,
    xver: reality.xver,
    serverNames: reality.serverNames,
    privateKey: key.toString("base64"),
    minClientVer,
    maxClientVer,
    maxTimeDiff: reality.maxTimeDiff,
    shortIds,
    mldsa65Seed: readSeed(reality, words),
    limitFallbackUpload: limit(reality.limitFallbackUpload),
    limitFallbackDownload: limit(reality.limitFallbackDownload),
  };
}

function limit(read: Read<typeof limitShape>): Json {
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
  words: Words,
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
      if (goWhole(dest) !== undefined) dest = `localhost:${dest}`;
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
  const digits = rawText(target);
  const port = target.node.type === "number" && /^\d+$/.test(digits) && BigInt(digits) <= 65535n;
  return port ? String(Number(digits)) : "";
}

function readVersion(
  reality: Reality,
  field: "minClientVer" | "maxClientVer",
  words: Words,
): string {
  const written = reality[field];
  if (written === "") return "";
  const bytes = Buffer.alloc(3);
  written.split(".").forEach((part, index) => {
    const bad = (text: string) =>
      refuse(reality.where(field), words, text, 'write up to three numbers, as "25.9.11"');
    if (index === 3) throw bad(`invalid "${field}": ${written}`);
    if (!/^\d+$/.test(part) || BigInt(part) > 255n) {
      throw bad(`"${field}[${index}]" should be less than 256`);
    }
    bytes[index] = Number(part);
  });
  return bytes.toString("base64");
}

function readSeed(reality: Reality, words: Words): string {
  const { mldsa65Seed, privateKey } = reality;
  if (mldsa65Seed === "") return "";
  const bad = (text: string) =>
    refuse(reality.where("mldsa65Seed"), words, text, "write the Seed that `xray mldsa65` prints");
  if (mldsa65Seed === privateKey) {
    throw bad(`"mldsa65Seed" and "privateKey" can not be the same value: ${mldsa65Seed}`);
  }
  const seed = decodeBase64(mldsa65Seed, "url");
  if (typeof seed === "string" || seed.length !== 32) {
    throw bad(`invalid "mldsa65Seed": ${mldsa65Seed}`);
  }
  return seed.toString("base64");
}
