/** A URL as Go's net/url reads it, so far as it can be written out again. */
export interface GoUrl {
  readonly scheme: string;
  /** What follows the scheme where no slash does. */
  readonly opaque: string | undefined;
  /** Host, port and user as written; undefined where there is no `//`. */
  readonly authority: string | undefined;
  /** As written. */
  readonly path: string;
  readonly query: string;
  readonly forceQuery: boolean;
  /** Without `#`, as written. */
  readonly fragment: string;
}

/** Names and values in order. */
export type GoQuery = readonly (readonly [string, string])[];

/** Undefined for what Go refuses. */
export function parseUrl(text: string): GoUrl | undefined {
  const hash = text.indexOf("#");
  const fragment = hash === -1 ? "" : text.slice(hash + 1);
  let rest = hash === -1 ? text : text.slice(0, hash);
  if (hasControl(rest) || unescape(fragment, false) === undefined) return undefined;
  const none = { scheme: "", opaque: undefined, authority: undefined, query: "" };
  if (rest === "*") return { ...none, path: "*", forceQuery: false, fragment };
  const colon = /^[^:/?#]*:/.exec(rest)?.[0];
  let scheme = "";
  if (colon === ":") return undefined;
  if (colon !== undefined && /^[a-z][a-z0-9+.-]*:$/i.test(colon)) {
    scheme = colon.slice(0, -1).toLowerCase();
    rest = rest.slice(colon.length);
  }
  const forceQuery = rest.endsWith("?") && rest.indexOf("?") === rest.length - 1;
  const mark = rest.indexOf("?");
  const query = mark === -1 ? "" : rest.slice(mark + 1);
  rest = mark === -1 ? rest : rest.slice(0, mark);
  if (!rest.startsWith("/")) {
    if (scheme !== "") {
      return { ...none, scheme, opaque: rest, path: "", query, forceQuery, fragment };
    }
    if ((rest.split("/")[0] ?? "").includes(":")) return undefined;
  }
  let authority: string | undefined;
  if (rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"))) {
    const end = rest.indexOf("/", 2);
    authority = end === -1 ? rest.slice(2) : rest.slice(2, end);
    rest = end === -1 ? "" : rest.slice(end);
    if (!isAuthority(authority)) return undefined;
  }
  if (unescape(rest, false) === undefined) return undefined;
  return { scheme, opaque: undefined, authority, path: rest, query, forceQuery, fragment };
}

/** Names and values of a query; pairs that Go cannot read are left out. */
export function queryOf(url: GoUrl): GoQuery {
  return url.query.split("&").flatMap((pair) => {
    if (pair === "" || pair.includes(";")) return [];
    const equals = pair.indexOf("=");
    const name = unescape(equals === -1 ? pair : pair.slice(0, equals), true);
    const value = unescape(equals === -1 ? "" : pair.slice(equals + 1), true);
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
}

/** The query without a name. */
export function deleteQuery(query: GoQuery, name: string): GoQuery {
  return query.filter(([found]) => found !== name);
}

/** The URL with another query, whose names Go sorts. */
export function encodeUrl(url: GoUrl, query: GoQuery): string {
  const encoded = query
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a, "latin1"), Buffer.from(b, "latin1")))
    .map(([name, value]) => `${escapeQuery(name)}=${escapeQuery(value)}`)
    .join("&");
  const scheme = url.scheme === "" ? "" : `${url.scheme}:`;
  const fragment = url.fragment === "" ? "" : `#${escapeAs(url.fragment, fragmentSafe)}`;
  const mark = url.forceQuery || encoded !== "" ? "?" : "";
  return `${scheme}${url.opaque ?? hierarchy(url)}${mark}${encoded}${fragment}`;
}

function hierarchy(url: GoUrl): string {
  const path = escapeAs(url.path, pathSafe);
  if (url.authority === undefined || (url.authority === "" && url.scheme === "" && path === "")) {
    return path.startsWith("//") ? `//${path}` : path;
  }
  return `//${url.authority}${path}`;
}

const pathSafe = /[\w.~!$&'()*+,;=:@/[\]-]/;
const fragmentSafe = /[\w.~!$&'()*+,;=:@/?-]/;

/** What is written so already stays; otherwise Go escapes what it has read anew. */
function escapeAs(text: string, safe: RegExp): string {
  const latin = Buffer.from(text).toString("latin1");
  const valid = [...latin].every((char) => char === "%" || safe.test(char));
  if (valid) return text;
  const plain = safe === pathSafe ? /[\w.~$&+,/:;=@-]/ : /[\w.~!$&'()*+,;=:@/?-]/;
  return [...(unescape(text, false) ?? latin)]
    .map((char) => (plain.test(char) ? char : percent(char)))
    .join("");
}

function escapeQuery(latin: string): string {
  return [...latin]
    .map((char) => (/[\w.~-]/.test(char) ? char : char === " " ? "+" : percent(char)))
    .join("");
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** The bytes behind the percent signs, a character each; undefined where one is not followed by two digits. */
function unescape(text: string, query: boolean): string | undefined {
  const latin = Buffer.from(text).toString("latin1");
  if (/%(?![0-9a-f]{2})/i.test(latin)) return undefined;
  return (query ? latin.replaceAll("+", " ") : latin).replaceAll(
    /%([0-9a-f]{2})/gi,
    (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Hosts that Go writes as it reads them; others are rare enough here to be read as no URL. */
function isAuthority(authority: string): boolean {
  return /^([\w.~!$&'()*+,;=-]*|\[[0-9a-f:.]+\])(:\d*)?$/i.test(authority);
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < " " || char === "\x7f");
}
