import type { JsonObject } from "../../../../contract/json.js";
import { goBase64 } from "../../go/base64.js";
import { goHex } from "../../go/hex.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goStringList } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { panics } from "../settings.js";
import { buildCertificate, certificateType } from "./certificates.js";
import { isFingerprint } from "./fingerprints.js";
import { buildSockopt, sockoptType } from "./sockopt.js";
import { refuse, removedFeature, within } from "./words.js";

/** `tlsSettings`. */
export const tlsType = goStruct("conf.TLSConfig", {
  allowInsecure: goBool,
  certificates: goList(goPointer(certificateType)),
  serverName: goString,
  alpn: goPointer(goStringList),
  enableSessionResumption: goBool,
  disableSystemRoot: goBool,
  minVersion: goString,
  maxVersion: goString,
  cipherSuites: goString,
  fingerprint: goString,
  rejectUnknownSni: goBool,
  curvePreferences: goPointer(goStringList),
  masterKeyLog: goString,
  pinnedPeerCertSha256: goString,
  verifyPeerCertByName: goString,
  verifyPeerCertInNames: goPointer(goList(goString)),
  echServerKeys: goString,
  echConfigList: goString,
  echForceQuery: goString,
  echSockopt: goPointer(sockoptType),
});

type Tls = Read<typeof tlsType>;

/** When the original stops to take `allowInsecure`. */
const insecureUntil = Date.UTC(2026, 5, 1);

/** The fields of `xray.transport.internet.tls.Config`. */
export function buildTls(tls: Tls, words: Failure): JsonObject {
  // In the order in which the original looks at them.
  const certificate = tls.certificates.map((one, index) => {
    if (one !== undefined) return buildCertificate(one, words);
    throw panics(at(tls, "certificates").item(index), "is null");
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

function readAlpn(tls: Tls, words: Failure): readonly string[] {
  const alpn = tls.alpn ?? [];
  if (alpn.length > 1 && alpn.some((name) => name.toLowerCase() === "frommitm")) {
    throw refuse(
      at(tls, "alpn"),
      words,
      'only one element is allowed in "alpn" when using "fromMitm" in it',
      'write ["fromMitm"] alone',
    );
  }
  return alpn;
}

function readFingerprint(tls: Tls, words: Failure): string {
  const fingerprint = tls.fingerprint.toLowerCase();
  if (fingerprint === "unsafe" || isFingerprint(fingerprint)) return fingerprint;
  throw refuse(
    at(tls, "fingerprint"),
    words,
    `unknown "fingerprint": ${fingerprint}`,
    'write a browser, as "chrome" or "firefox"',
  );
}

function checkInsecure(tls: Tls, words: Failure): void {
  if (!tls.allowInsecure || Date.now() <= insecureUntil) return;
  throw at(tls, "allowInsecure").refused(
    "is no longer there",
    "write pinnedPeerCertSha256",
    words(removedFeature('"allowInsecure"', '"pinnedPeerCertSha256"')),
  );
}

function readPins(tls: Tls, words: Failure): readonly string[] {
  const value = at(tls, "pinnedPeerCertSha256");
  const instead = "write SHA-256 sums of 64 hexadecimal digits, with commas between them";
  return items(tls.pinnedPeerCertSha256).map((pin) => {
    const hash = goHex(pin.replaceAll(":", ""));
    if (hash.kind === "bad") throw value.refused(`has "${pin}"`, instead, words(hash.text));
    if (hash.bytes.length !== 32) {
      const text = `incorrect pinnedPeerCertSha256 length: ${pin}`;
      throw refuse(value, words, text, instead, `has "${pin}"`);
    }
    return hash.bytes.toString("base64");
  });
}

function checkNames(tls: Tls, words: Failure): void {
  if (tls.verifyPeerCertInNames === undefined) return;
  throw at(tls, "verifyPeerCertInNames").refused(
    "is no longer there",
    "write verifyPeerCertByName",
    words(removedFeature('"verifyPeerCertInNames"', '"verifyPeerCertByName"')),
  );
}

function readEch(tls: Tls, words: Failure): JsonObject {
  const { echServerKeys, echConfigList, echForceQuery, echSockopt } = tls;
  const keys = goBase64(echServerKeys);
  if (keys.kind === "bad") {
    // The original puts nothing between the two.
    const text = `invalid ECH Config${echServerKeys}`;
    throw refuse(at(tls, "echServerKeys"), words, text, "write what `xray tls ech` prints");
  }
  if (!["none", "half", "full", ""].includes(echForceQuery)) {
    throw refuse(
      at(tls, "echForceQuery"),
      words,
      `invalid "echForceQuery": ${echForceQuery}`,
      "write none, half or full",
    );
  }
  return {
    echServerKeys: keys.bytes.toString("base64"),
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
