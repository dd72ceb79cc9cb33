import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { JsonObject } from "../../../../contract/json.js";
import { goList } from "../decoding/composites.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString, goUint64 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { goErrno } from "./go-errno.js";
import { refuse, within } from "./words.js";

/** One of `certificates` of tlsSettings. */
export const certificateType = goStruct("conf.TLSCertConfig", {
  certificateFile: goString,
  certificate: goList(goString),
  keyFile: goString,
  key: goList(goString),
  usage: goString,
  ocspStapling: goUint64,
  oneTimeLoading: goBool,
  buildChain: goBool,
});

type Certificate = Read<typeof certificateType>;

/** The fields of `xray.transport.internet.tls.Certificate`. Reads the files that are named. */
export function buildCertificate(certificate: Certificate, words: Failure): JsonObject {
  const { certificateFile, keyFile } = certificate;
  const hasKey = keyFile !== "" || certificate.key.length > 0;
  return {
    certificate: readPem(certificate, "certificate", within(words, "failed to parse certificate")),
    certificatePath: certificateFile,
    ...(hasKey ? { key: readPem(certificate, "key", within(words, "failed to parse key")) } : {}),
    keyPath: keyFile,
    // Any other word is as good as none.
    usage:
      { verify: "AUTHORITY_VERIFY", issue: "AUTHORITY_ISSUE" }[certificate.usage.toLowerCase()] ??
      "ENCIPHERMENT",
    OneTimeLoading: (certificateFile === "" && keyFile === "") || certificate.oneTimeLoading,
    ocspStapling: certificate.ocspStapling,
    buildChain: certificate.buildChain,
  };
}

/** The file where one is named, else the lines written in its stead; in base64. */
function readPem(certificate: Certificate, what: "certificate" | "key", words: Failure): string {
  const file = certificate[`${what}File`];
  if (file !== "") {
    const value = at(certificate, `${what}File`);
    const path = isAbsolute(file) ? file : join(certificateFolder(), file);
    try {
      return readFileSync(path).toString("base64");
    } catch (error) {
      throw value.refused(
        `is ${value.shown}, which cannot be read`,
        `name a file that can be read${isAbsolute(file) ? "" : " (from the root: /…)"}`,
        words(goErrno(error, path)),
      );
    }
  }
  const lines = certificate[what];
  if (lines.length > 0) return Buffer.from(lines.join("\n")).toString("base64");
  throw refuse(
    at(certificate, what),
    words,
    "both file and bytes are empty.",
    `write "${what}File", or "${what}" with its lines`,
    `has no ${what}`,
  );
}

/** Where names without a root are looked for. The original takes its own folder where the variable is not set. */
function certificateFolder(): string {
  return process.env["xray.location.cert"] ?? process.env["XRAY_LOCATION_CERT"] ?? process.cwd();
}
