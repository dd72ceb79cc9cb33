import fc from "fast-check";
import { sockopt } from "./sockopt.js";
import { some, mostly, flag, word, words, bigs } from "./parts.js";

const pem = fc.constantFrom(["-----BEGIN CERTIFICATE-----", "AA=="], ["x"], ["é", null]);
const certificate = mostly(
  fc.oneof(
    some({
      key: pem,
      usage: fc.constantFrom("", "verify", "ISSUE", "x"),
      ocspStapling: bigs,
      oneTimeLoading: flag,
      buildChain: flag,
    }).map((o) => ({ certificate: ["a", "b"], ...(o as object) })),
    fc.constant({ certificateFile: "/etc/hostname", keyFile: "/etc/hostname" }),
  ),
  null,
  {},
  { certificateFile: "/nonexistent/x" },
  { certificateFile: "/tmp" },
  { certificate: ["a"], keyFile: "/etc/hostname/x" },
);

/** `tlsSettings`. */
export const tls = some({
  allowInsecure: mostly(fc.constant(false), true),
  certificates: fc.array(certificate, { maxLength: 2 }),
  serverName: word,
  alpn: mostly(words, ["h2", "FromMitm"], "fromMitm"),
  enableSessionResumption: flag,
  disableSystemRoot: flag,
  minVersion: fc.constantFrom("", "1.2", "9"),
  maxVersion: fc.constantFrom("", "1.3", "x"),
  cipherSuites: fc.constantFrom("", "TLS_AES_128_GCM_SHA256", "x:y"),
  fingerprint: mostly(
    fc.constantFrom("", "Chrome", "randomized", "unsafe", "hellochrome_115_pq", "random"),
    "x",
  ),
  rejectUnknownSni: flag,
  curvePreferences: words,
  masterKeyLog: fc.constantFrom("", "none"),
  pinnedPeerCertSha256: mostly(
    fc.constantFrom("", ",", "ab".repeat(32), `${"AB:".repeat(31)}AB , ${"0f".repeat(32)}`),
    "x",
    "abc",
    "ab",
    "ßé",
  ),
  verifyPeerCertByName: fc.constantFrom("", "a", " a , b,"),
  verifyPeerCertInNames: mostly(fc.constant(null), [], ["a"]),
  echServerKeys: mostly(fc.constantFrom("", "AAAA", "AA\n=="), "x", "AAA"),
  echConfigList: word,
  echForceQuery: mostly(fc.constantFrom("", "none", "half", "full"), "x"),
  echSockopt: sockopt,
});

const key32 = Buffer.alloc(32, 7).toString("base64url");
const seed32 = Buffer.alloc(32, 9).toString("base64url");
const limit = some({ AfterBytes: bigs, BytesPerSec: bigs, burstbytespersec: bigs });

/** `realitySettings` of a server. */
export const realityServer = fc
  .record({
    dest: mostly(
      fc.constantFrom(443, "443", "example.com:443", "/run/x", "@x", "@@haproxy", null, "[::1]:1"),
      "",
      "x",
      [],
      70000,
      1.5,
    ),
    serverNames: mostly(fc.constant(["a", "b.apple.com"]), []),
    privateKey: mostly(fc.constant(key32), "", "x", "AA"),
    shortIds: mostly(
      fc.constantFrom([""], ["ab", "0123456789abcdef"]),
      [],
      ["abc"],
      ["x".repeat(17)],
      ["zz"],
    ),
  })
  .chain((base) =>
    some({
      show: flag,
      masterKeyLog: word,
      type: fc.constantFrom("", "tcp"),
      xver: mostly(fc.nat({ max: 2 }), 3),
      minClientVer: mostly(
        fc.constantFrom("", "1", "25.9.11", "0.0"),
        "x",
        "1.2.3.4",
        "256",
        "1..2",
      ),
      maxClientVer: mostly(fc.constantFrom("", "1.255"), "-1", "1.2.3.4"),
      maxTimeDiff: bigs,
      mldsa65Seed: mostly(fc.constantFrom("", seed32), key32, "x"),
      limitFallbackUpload: limit,
      limitFallbackDownload: limit,
      target: fc.constantFrom("example.org:8443", 8443),
    }).map((more) => ({ ...base, ...(more as object) })),
  );

/** `realitySettings` of a client. */
export const realityClient = fc
  .record({ password: mostly(fc.constant(key32), "", "x", "AA") })
  .chain((base) =>
    some({
      fingerprint: mostly(
        fc.constantFrom("", "Chrome", "hellofirefox_auto"),
        "unsafe",
        "HelloGolang",
        "x",
      ),
      serverName: word,
      serverNames: mostly(fc.constant([]), ["a"]),
      publicKey: fc.constantFrom("", key32, "x"),
      shortId: mostly(fc.constantFrom("", "ab", "0123456789abcdef"), "abc", "x".repeat(17), "é"),
      shortIds: mostly(fc.constant([]), [""]),
      mldsa65Verify: mostly(
        fc.constantFrom("", Buffer.alloc(1952, 1).toString("base64url")),
        "x",
        "AA",
      ),
      spiderX: mostly(
        fc.constantFrom(
          "",
          "/",
          "/a?p=1&c=2-3&t=x&i=-5&r=1-2-3&z=é",
          "/é b?p=99999999999999999999",
          "/x#y",
        ),
        "x",
        "/%zz",
      ),
    }).map((more) => ({ ...base, ...(more as object) })),
  );
