import type { JsonObject } from "../../../../contract/json.js";
import { parseAddress } from "../addresses.js";
import { within, type TextReading } from "./domains.js";
import { loadIps } from "./geo-files.js";

/**
 * Reads addresses, networks, `geoip:CODE` and `ext:FILE:CODE` as `xray.app.router.GeoIP`s: a list
 * for each code, and one at the end for all that is written out.
 */
export function readCidrs(texts: readonly string[]): TextReading {
  const lists: JsonObject[] = [];
  const own: JsonObject[] = [];
  for (const text of texts) {
    const country = readCountry(text);
    if (country !== undefined) {
      if ("problem" in country) return country;
      lists.push(...country.entries);
      continue;
    }
    const cidr = within(`infra/conf: invalid IP: ${text}`, readCidr(text));
    if ("problem" in cidr) return cidr;
    own.push(...cidr.entries);
  }
  if (own.length > 0) lists.push({ cidr: own });
  return { entries: lists };
}

/** A list of a file; undefined where the text names none. */
function readCountry(text: string): TextReading | undefined {
  if (text.startsWith("geoip:")) {
    const written = text.slice("geoip:".length);
    const reverseMatch = written.startsWith("!");
    const code = reverseMatch ? written.slice(1) : written;
    if (code === "") return { problem: ["infra/conf: empty country name in rule"] };
    const upper = code.toUpperCase();
    return listed(`infra/conf: failed to load GeoIP: ${code}`, "geoip.dat", upper, {
      countryCode: upper,
      reverseMatch,
    });
  }
  const prefix = ["ext-ip:", "ext:"].find((p) => text.startsWith(p));
  if (prefix === undefined) return undefined;
  const parts = text.slice(prefix.length).split(":");
  const [file = "", written = ""] = parts;
  if (parts.length !== 2) return { problem: [`infra/conf: invalid external resource: ${text}`] };
  if (file === "" || written === "") {
    return { problem: ["infra/conf: empty filename or empty country in rule"] };
  }
  const reverseMatch = written.startsWith("!");
  const code = reverseMatch ? written.slice(1) : written;
  const what = `infra/conf: failed to load IPs: ${code} from ${file}`;
  return listed(what, file, code.toUpperCase(), {
    countryCode: `${file}_${code}`.toUpperCase(),
    reverseMatch,
  });
}

function listed(what: string, file: string, code: string, fields: JsonObject): TextReading {
  const list = within(what, loadIps(file, code));
  return "problem" in list ? list : { entries: [{ ...fields, cidr: list.entries }] };
}

function readCidr(text: string): TextReading {
  const slash = text.indexOf("/");
  const mask = slash === -1 ? "" : text.slice(slash + 1);
  const { ip } = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (typeof ip !== "string") {
    return { problem: [`infra/conf: unsupported address for router: ${text}`] };
  }
  const most = Buffer.from(ip, "base64").length * 8;
  if (mask === "") return { entries: [{ ip, prefix: most }] };
  const invalid = `infra/conf: invalid network mask for router: ${mask}`;
  if (!/^\d+$/.test(mask)) {
    return {
      problem: [invalid, `strconv.ParseUint: parsing ${JSON.stringify(mask)}: invalid syntax`],
    };
  }
  const prefix = Number(mask);
  if (prefix >= 2 ** 32) {
    return { problem: [invalid, `strconv.ParseUint: parsing "${mask}": value out of range`] };
  }
  if (prefix > most) {
    return { problem: [`infra/conf: invalid network mask for router: ${prefix}`] };
  }
  return { entries: [{ ip, prefix }] };
}
