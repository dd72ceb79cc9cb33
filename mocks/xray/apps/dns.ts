import type { JsonObject } from "../../../contract/json.js";
import { goQuote } from "../go/text.js";
import { readGoUrl } from "../go/url-text.js";
import { enumOf, objectOf, objectsOf, textOf } from "../json-fields.js";
import { refused, type Trouble } from "../refusal.js";
import { compileGoRegexp } from "../router/go-regexp.js";
import { endpointText } from "./endpoint-text.js";

const strategies = { USE_IP: 0, USE_IP4: 1, USE_IP6: 2, USE_SYS: 3 } as const;

/** Why an `xray.app.dns.Config` is refused when the original makes its server; hosts come first. */
export function dnsTrouble(config: JsonObject): Trouble | undefined {
  const code = objectsOf(config, "staticHosts")
    .map(wrongCode)
    .find((text) => text !== undefined);
  if (code !== undefined) return refused(`app/dns: failed to create hosts > ${code}`);
  const strategy = enumOf(config, "queryStrategy", strategies);
  for (const server of objectsOf(config, "nameServer")) {
    const both = [strategy, enumOf(server, "queryStrategy", strategies)];
    const endpoint = objectOf(server, "address") ?? {};
    if (both.includes(strategies.USE_IP4) && both.includes(strategies.USE_IP6))
      return refused(`app/dns: no QueryStrategy available for ${endpointText(endpoint)}`);
    const wrong = wrongServer(textOf(objectOf(endpoint, "address") ?? {}, "domain"));
    if (wrong !== undefined)
      return refused(
        `app/dns: failed to create client > app/dns: failed to create nameserver > ${wrong}`,
      );
  }
  return undefined;
}

/** A host may have a code, as `#3`, in place of addresses; a host that is no pattern is passed over. */
function wrongCode(host: JsonObject): string | undefined {
  const target = textOf(host, "proxiedDomain");
  if (!target.startsWith("#")) return undefined;
  if (host["type"] === "Regex" && compileGoRegexp(textOf(host, "domain")) === undefined)
    return undefined;
  const code = target.slice(1);
  const wrong = (what: string) => `strconv.Atoi: parsing ${goQuote(code)}: ${what}`;
  if (!/^[-+]?\d+$/.test(code)) return wrong("invalid syntax");
  const isIn =
    BigInt.asIntN(64, BigInt(code.replace(/^\+/, ""))) === BigInt(code.replace(/^\+/, ""));
  return isIn ? undefined : wrong("value out of range");
}

/** The port counts with these schemes only. */
const withPort = new Set(["tcp", "tcp+local", "quic+local"]);

function wrongServer(domain: string): string | undefined {
  const url = readGoUrl(domain);
  if (url.kind === "bad") return url.text;
  const { scheme, port } = url;
  if (!withPort.has(scheme) || port === "" || Number(port) <= 65535) return undefined;
  return `common/net: invalid port range: ${shownPort(port)}`;
}

/** What has 32 bits is shown as a number. */
const shownPort = (port: string): string =>
  Number(port) < 4294967296 ? String(Number(port)) : port;
