import type { JsonObject } from "../../../../contract/json.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { at } from "../decoding/struct.js";
import { emptyObject } from "../empty-object.js";
import type { Stream } from "../stream-settings.js";
import { buildReality } from "./reality.js";
import { buildTls, tlsType } from "./tls.js";
import { refuse, removedFeature, warnInert, within } from "./words.js";

/** `securityType` and `securitySettings`; neither without security. */
export function buildSecurity(stream: Stream, protocolName: string, words: Failure): JsonObject {
  const value = at(stream, "security");
  const security = stream.security.toLowerCase();
  for (const other of ["tls", "reality"] as const) {
    if (other === security) continue;
    const settings = stream[`${other}Settings`];
    warnInert(
      settings && at(settings),
      `security is not "${other}", so Xray does not use it either`,
    );
  }
  switch (security) {
    case "":
    case "none":
      return {};
    case "tls": {
      const settings = stream.tlsSettings ?? decodeGo(tlsType, emptyObject(at(stream)), words);
      const fields = buildTls(settings, within(words, "Failed to build TLS config."));
      return secured("xray.transport.internet.tls.Config", fields);
    }
    case "reality": {
      if (!["tcp", "splithttp", "grpc"].includes(protocolName)) {
        const text = "REALITY only supports RAW, XHTTP and gRPC for now.";
        throw refuse(value, words, text, 'write network "raw", "xhttp" or "grpc"');
      }
      const { realitySettings } = stream;
      if (realitySettings === undefined) {
        const text = 'REALITY: Empty "realitySettings".';
        throw refuse(value, words, text, "write realitySettings", "has no realitySettings");
      }
      const fields = buildReality(
        realitySettings,
        within(words, "Failed to build REALITY config."),
      );
      return secured("xray.transport.internet.reality.Config", fields);
    }
    case "xtls":
      throw value.refused(
        "is no longer there",
        'write "tls" or "reality"',
        words(removedFeature("Legacy XTLS", "xtls-rprx-vision with TLS or REALITY")),
      );
    default:
      throw refuse(
        value,
        words,
        `Unknown security "${stream.security}".`,
        'write "none", "tls" or "reality"',
        `"${stream.security}" is no security of Xray 26.3`,
      );
  }
}

function secured(type: string, fields: JsonObject): JsonObject {
  return { securityType: type, securitySettings: [{ type, fields }] };
}
