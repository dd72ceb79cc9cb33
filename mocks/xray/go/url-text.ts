import { goAddress } from "./netip.js";
import { goQuote } from "./text.js";

/** What Go's `url.Parse` makes of a text: its scheme in lower case and its port as written, or the words of its refusal. */
export type GoUrlText =
  | { readonly kind: "url"; readonly scheme: string; readonly port: string }
  | { readonly kind: "bad"; readonly text: string };

/** Reads a URL as Go 1.26 does, so far as to say whether and why it is none. */
export function readGoUrl(text: string): GoUrlText {
  const hash = text.indexOf("#");
  const main = hash === -1 ? text : text.slice(0, hash);
  const read = readMain(main);
  if (typeof read === "string") return { kind: "bad", text: `parse ${goQuote(main)}: ${read}` };
  const wrong = hash === -1 ? undefined : wrongEscape(text.slice(hash + 1), "plain");
  return wrong === undefined
    ? { kind: "url", ...read }
    : { kind: "bad", text: `parse ${goQuote(text)}: ${wrong}` };
}

/** All but the fragment; a text is why not. */
function readMain(text: string): { readonly scheme: string; readonly port: string } | string {
  if ([...text].some((char) => char < " " || char === "\x7f"))
    return "net/url: invalid control character in URL";
  if (text.startsWith(":")) return "missing protocol scheme";
  const prefix = /^[a-z][a-z0-9+.-]*:/i.exec(text)?.[0] ?? "";
  const scheme = prefix.slice(0, -1).toLowerCase();
  const rest = text.slice(prefix.length).split("?")[0] ?? "";
  const none = { scheme, port: "" };
  if (!rest.startsWith("/")) {
    if (scheme !== "") return none;
    if ((rest.split("/")[0] ?? "").includes(":"))
      return "first path segment in URL cannot contain colon";
  }
  const hasAuthority = rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"));
  const [authority = ""] = hasAuthority ? rest.slice(2).split("/") : [""];
  const path = hasAuthority ? rest.slice(2 + authority.length) : rest;
  const wrong = wrongAuthority(authority, scheme) ?? wrongEscape(path, "plain");
  return wrong ?? { ...none, port: /:(\d*)$/.exec(authority)?.[1] ?? "" };
}

function wrongAuthority(authority: string, scheme: string): string | undefined {
  const at = authority.lastIndexOf("@");
  const wrong = wrongHost(authority.slice(at + 1), scheme);
  if (wrong !== undefined || at === -1) return wrong;
  const user = authority.slice(0, at);
  return /^[\w.:~!$&'()*+,;=%@-]*$/.test(user)
    ? wrongEscape(user, "plain")
    : "net/url: invalid userinfo";
}

function wrongHost(host: string, scheme: string): string | undefined {
  const bracket = host.lastIndexOf("[");
  if (bracket > 0) return "invalid IP-literal";
  if (bracket === 0) return wrongLiteral(host);
  // A colon too many is one of the host everywhere but in the URLs of the web.
  const isWeb = scheme === "http" || scheme === "https";
  const colon = isWeb ? host.indexOf(":") : host.lastIndexOf(":");
  return (colon === -1 ? undefined : wrongPort(host.slice(colon))) ?? wrongEscape(host, "host");
}

function wrongLiteral(host: string): string | undefined {
  const close = host.lastIndexOf("]");
  if (close === -1) return "missing ']' in host";
  const inside = host.slice(1, close);
  const zone = inside.indexOf("%25");
  const wrong =
    wrongPort(host.slice(close + 1)) ??
    wrongEscape(zone === -1 ? inside : inside.slice(0, zone), "host") ??
    (zone === -1 ? undefined : wrongEscape(inside.slice(zone), "zone"));
  if (wrong !== undefined) return wrong;
  const address = goAddress(zone === -1 ? inside : inside.replace("%25", "%"));
  if (address.kind === "bad") return `invalid host: ${address.text}`;
  return address.bits === 32 ? "invalid IP-literal" : undefined;
}

const wrongPort = (port: string): string | undefined =>
  /^(:\d*)?$/.test(port) ? undefined : `invalid port ${goQuote(port)} after host`;

const hostLetter = /[\w.~!$&'()*+,;=:[\]<>"-]/;

/** In a host only bytes beyond ASCII may be escaped, and few letters be written; a zone is less strict. */
function wrongEscape(text: string, place: "plain" | "host" | "zone"): string | undefined {
  for (const [part] of text.matchAll(/%.{0,2}|[^%]/gsu)) {
    if (part.startsWith("%")) {
      const isEscape = /^%[0-9a-f]{2}$/i.test(part);
      const isPlain = place !== "host" || part === "%25" || /^%[89a-f]/i.test(part);
      if (!isEscape || !isPlain || (place === "zone" && !isZoneEscape(part)))
        return `invalid URL escape ${goQuote(part)}`;
    } else if (place !== "plain" && part < "\x80" && !hostLetter.test(part))
      return `invalid character ${goQuote(part)} in host name`;
  }
  return undefined;
}

function isZoneEscape(escape: string): boolean {
  const letter = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return letter === "%" || letter === " " || hostLetter.test(letter);
}
