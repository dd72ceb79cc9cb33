import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject } from "../../../../contract/json.js";
import { readTyped } from "../../../../wire/xray/typed-message.js";
import { objectsOf, textOf } from "../../json-fields.js";

/** What a list gave: its entries, or what the original says after its own words for the list. */
export type GeoReading =
  { readonly entries: readonly JsonObject[] } | { readonly problem: readonly string[] };

const shared = ["/usr/local/share/xray/", "/usr/share/xray/", "/opt/share/xray/"];

/** The addresses (`xray.app.router.CIDR`) of a country; `code` in upper case. */
export function loadIps(file: string, code: string): GeoReading {
  const list = load(file, code, "xray.app.router.GeoIP", "IP");
  return "problem" in list ? list : { entries: objectsOf(list.fields, "cidr") };
}

/** The domains (`xray.app.router.Domain`) of `CODE@attribute@…`: those that have every attribute. */
export function loadSites(file: string, codeAndAttributes: string): GeoReading {
  const [code = "", ...attributes] = codeAndAttributes.split("@");
  const list = load(file, code.toUpperCase(), "xray.app.router.GeoSite", "Site");
  if ("problem" in list) return list;
  const wanted = attributes.map((attribute) => attribute.toLowerCase());
  const has = (domain: JsonObject, key: string) =>
    objectsOf(domain, "attribute").some((attribute) => textOf(attribute, "key") === key);
  const domains = objectsOf(list.fields, "domain");
  return { entries: domains.filter((domain) => wanted.every((key) => has(domain, key))) };
}

function load(
  file: string,
  code: string,
  type: string,
  what: string,
): { readonly fields: JsonObject } | { readonly problem: readonly string[] } {
  const path = locate(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""] ?? "input/output error";
    return {
      problem: [`infra/conf: failed to open file: ${file}`, `open ${path}: ${reason}`],
    };
  }
  const found = find(bytes, Buffer.from(code));
  if (found === undefined) return { problem: [`infra/conf: code not found in ${file}: ${code}`] };
  const message = readTyped({ $typeName: "xray.common.serial.TypedMessage", type, value: found });
  if (message !== null && "fields" in message) return { fields: message.fields };
  return { problem: [`infra/conf: error unmarshal ${what} in ${file}: ${code}`] };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  ENOTDIR: "not a directory",
};

/** Where the original looks: its asset directory, else where packages put such files. */
function locate(file: string): string {
  const variable = process.env["xray.location.asset"] ?? process.env["XRAY_LOCATION_ASSET"];
  const own = join(variable ?? dirname(process.argv[1] ?? "."), file);
  return [own, ...shared.map((directory) => join(directory, file))].find(existsSync) ?? own;
}

/**
 * The entry of that code in a list of messages (`GeoIPList` or `GeoSiteList`), each of which begins
 * with its code. The original compares bytes and reads nothing else of the others.
 */
function find(bytes: Buffer, code: Buffer): Uint8Array | undefined {
  let at = 0;
  while (code.length > 0 && at < bytes.length) {
    at += 1;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined || shift > 28) return undefined;
      at += 1;
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    if (length === 0 || at + length > bytes.length) return undefined;
    const entry = bytes.subarray(at, at + length);
    if (entry[1] === code.length && entry.subarray(2, 2 + code.length).equals(code)) return entry;
    at += length;
  }
  return undefined;
}
