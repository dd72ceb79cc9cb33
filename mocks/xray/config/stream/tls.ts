import type { JsonObject } from "../../../../contract/json.js";
import { buildCertificate, certificateShape } from "./certificates.js";
import { isFingerprint } from "./fingerprints.js";
import { decodeBase64, decodeHex } from "./go-bytes.js";
import { flag, text } from "./go-scalars.js";
import { list, pointer, struct, type Read } from "./go-shape.js";
import { stringList } from "./go-special.js";
import { buildSockopt, sockoptShape } from "./sockopt.js";
import { type Words, panics, refuse, removedFeature, within } from "./words.js";

/** `tlsSettings`. */
export const tlsShape = struct("TLSConfig", {
  allowInsecure: flag,
  certificates: list(pointer(certificateShape)),
  serverName: text,
  alpn: pointer(stringList),
  enableSessionResumption: flag,
  disableSystemRoot: flag,
  minVersion: text,
  maxVersion: text,
  cipherSuites: text,
  fingerprint: text,
  rejectUnknownSni: flag,
  curvePreferences: pointer(stringList),
  masterKeyLog: text,
  pinnedPeerCertSha256: text,
  verifyPeerCertByName: text,
  verifyPeerCertInNames: pointer(list(text)),
  echServerKeys: text,
  echConfigList: text,
  echForceQuery: text,
  echSockopt: pointer(sockoptShape),
});

type Tls = Read<typeof tlsShape>;

/** When the original stops to take `allowInsecure`. */
const insecureUntil = Date.UTC(2026, 5, 1);

/** The fields of `xray.transport.internet.tls.Config`. */
export function buildTls(tls: Tls, words: Words): JsonObject {
  // In the order in which the original looks at them.
  const certificate = tls.certificates.map((one, index) => {
    if (one !== undefined) return buildCertificate(one, words);
    throw panics(tls.where("certificates").asList()[index] ?? tls.where(), "remove it");
  });
  const nextProtocol = readAlpn(tls, words);
  const fingerprint = readFingerprint(tls, words);
  checkInsecure(tls, words);
  const pinnedPeerCertSha256 = readPins(tls, words);
  checkNames(tls, words);
  return {
    allowInsecure: tls.allowInsecure,
    certificate,
    serverName: tls.serverName,
    nextProtocol,
    enableSessionResumption: tls.enableSessionResumption,
    disableSystemRoot: tls.disableSystemRoot,
    minVersion: tls.minVersion,
    maxVersion: tls.maxVersion,
    cipherSuites: tls.cipherSuites,
    fingerprint,
    rejectUnknownSni: tls.rejectUnknownSni,
    masterKeyLog: tls.masterKeyLog,
    curvePreferences: tls.curvePreferences ?? [],
    pinnedPeerCertSha256,
    verifyPeerCertByName: items(tls.verifyPeerCertByName),
    ...readEch(tls, words),
  };
}

function readAlpn(tls: Tls, words: Words): readonly string[] {
  const alpn = tls.alpn ?? [];
  if (alpn.length > 1 && alpn.some((name) => name.toLowerCase() === "frommitm")) {
    throw refuse(
      tls.where("alpn"),
      words,
      'only one element is allowed in "alpn" when using "fromMitm" in it',
      'write ["fromMitm"] alone',
    );
  }
  return alpn;
}

function readFingerprint(tls: Tls, words: Words): string {
  const fingerprint = tls.fingerprint.toLowerCase();
  if (fingerprint === "unsafe" || isFingerprint(fingerprint)) return fingerprint;
  throw refuse(
    tls.where("fingerprint"),
    words,
    `unknown "fingerprint": ${fingerprint}`,
    'write a browser, as "chrome" or "firefox"',
  );
}

function checkInsecure(tls: Tls, words: Words): void {
  if (!tls.allowInsecure || Date.now() <= insecureUntil) return;
  throw tls
    .where("allowInsecure")
    .refused(
      "is no longer there",
      "write pinnedPeerCertSha256",
      words(removedFeature('"allowInsecure"', '"pinnedPeerCertSha256"')),
    );
}

function readPins(tls: Tls, words: Words): readonly string[] {
  const value = tls.where("pinnedPeerCertSha256");
  const instead = "write SHA-256 sums of 64 hexadecimal digits, with commas between them";
  return items(tls.pinnedPeerCertSha256).map((pin) => {
    const hash = decodeHex(pin.replaceAll(":", ""));
    if (typeof hash === "string") throw value.refused(`has "${pin}"`, instead, words(hash));
    if (hash.length !== 32) {
      const text = `incorrect pinnedPeerCertSha256 length: ${pin}`;
      throw refuse(value, words, text, instead, `has "${pin}"`);
    }
    return hash.toString("base64");
  });
}

function checkNames(tls: Tls, words: Words): void {
  if (tls.verifyPeerCertInNames === undefined) return;
  throw tls
    .where("verifyPeerCertInNames")
    .refused(
      "is no longer there",
      "write verifyPeerCertByName",
      words(removedFeature('"verifyPeerCertInNames"', '"verifyPeerCertByName"')),
    );
}

function readEch(tls: Tls, words: Words): JsonObject {
  const { echServerKeys, echConfigList, echForceQuery, echSockopt } = tls;
  const keys = decodeBase64(echServerKeys);
  if (typeof keys === "string") {
    // The original puts nothing between the two.
    const text = `invalid ECH Config${echServerKeys}`;
    throw refuse(tls.where("echServerKeys"), words, text, "write what `xray tls ech` prints");
  }
  if (!["none", "half", "full", ""].includes(echForceQuery)) {
    throw refuse(
      tls.where("echForceQuery"),
      words,
      `invalid "echForceQuery": ${echForceQuery}`,
      "write none, half or full",
    );
  }
  return {
    echServerKeys: keys.toString("base64"),
    echConfigList,
    echForceQuery,
    ...(echSockopt === undefined
      ? {}
      : {
          echSocketSettings: buildSockopt(
            echSockopt,
            within(words, "Failed to build ech sockopt."),
          ),
        }),
  };
}

/** What stands between commas, blanks around it and empty places left out. */
function items(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
