/*
 * Texts of refusals as observed on Xray 26.3.27; the section of the facts stands beside each.
 * All carry code 2, except `notFound` (5), `tooLarge` (8) and `badRequest` (13).
 */

/** §3.2: AddInbound with a tag in use. */
export const inboundTagTaken = (tag: string): string =>
  `app/proxyman/inbound: existing tag found: ${tag}`;

/** §3.3: AddOutbound with a tag in use. */
export const outboundTagTaken = (tag: string): string =>
  `app/proxyman/outbound: existing tag found: ${tag}`;

/** §3.2, §3.3: removing what is not there, or an empty tag. */
export const noClue = (): string => "common: not enough information for making a decision";

/** §3.2: a port that cannot be listened on; `reason` is the last link of the chain. */
export const cannotListen = (address: string, port: number, reason: string): string => {
  const at = `${address}:${String(port)}`;
  return (
    `app/proxyman/inbound: failed to listen TCP on ${String(port)}` +
    ` > transport/internet: failed to listen on address: ${at}` +
    ` > transport/internet/tcp: failed to listen TCP on ${at}` +
    ` > listen tcp ${at}: bind: ${reason}`
  );
};

/** §3.2: port 0. */
export const portZero = (address: string): string =>
  `app/proxyman/inbound: failed to listen TCP on 0` +
  ` > transport/internet: failed to listen on address: ${address}:0` +
  ` > transport/internet/tcp: invalid unix listen: ${address}`;

/** §3.2: a receiver without ports. */
export const noPort = (address: string): string =>
  `app/proxyman/inbound: failed to listen Unix Domain Socket on ${address}` +
  ` > transport/internet: failed to listen on unix address: ${address}` +
  ` > transport/internet/tcp: invalid unix listen: ${address}`;

/** §3.2, §3.3: a type that nobody knows, or an empty one. */
export const typeNotFound = (): string => "proto: not found";

/** §3.2: bytes that are not such a message. */
export const badBytes = (): string => "proto: cannot parse invalid wire-format data";

/** §3.2: a receiver of another type. */
export const notReceiver = (): string => "app/proxyman/inbound: not a ReceiverConfig";

/** §3.2: proxy settings that configure nothing; Go names the last part of the package. */
export const notRegistered = (type: string): string =>
  `common: *${type.split(".").slice(-2).join(".")} is not registered`;

/** §3.2: outbound settings as the proxy of an inbound. */
export const notInboundProxy = (): string => "app/proxyman/inbound: not an inbound proxy.";

/** §3.2: an unusable decryption. */
export const badDecryption = (): string =>
  "proxy/vless/inbound: failed to use decryption > mlkem: invalid seed length";

/** §3.2: two clients of one email. */
export const clientExists = (email: string): string =>
  `proxy/vless/inbound: failed to initiate user > proxy/vless: User ${email} already exists.`;

/** §3.2: a client without account. */
export const clientWithoutAccount = (): string =>
  "proxy/vless/inbound: failed to get VLESS user > common/protocol: Account is missing";

/** §3.3: a sender of another type. */
export const notSender = (): string => "app/proxyman/outbound: settings is not SenderConfig";

/** §3.3: inbound settings as the proxy of an outbound. */
export const notOutboundHandler = (): string => "app/proxyman/outbound: not an outbound handler";

/** §3.3: AlterOutbound with any known message. */
export const notOutboundOperation = (): string => "app/proxyman/command: not an outbound operation";

/** §3.3, §3.4: an operation that cannot be read; `reason` as in {@link typeNotFound}. */
export const unknownOperation = (reason: string): string =>
  `app/proxyman/command: unknown operation > ${reason}`;

/** §3.4: a message that is no operation. */
export const notInboundOperation = (): string => "app/proxyman/command: not an inbound operation";

/** §3.4: an inbound that is not there. */
export const handlerNotFound = (tag: string): string =>
  `app/proxyman/command: failed to get handler: ${tag} > app/proxyman/inbound: handler not found: ${tag}`;

/** §3.4: an inbound without users. */
export const notUserManager = (): string => "app/proxyman/command: proxy is not a UserManager";

/** §3.4, §3.5: a user that cannot be read; `reason` is the rest of the chain. */
export const cannotParseUser = (reason: string): string =>
  `app/proxyman/command: failed to parse user > ${reason}`;

/** §3.4: a user or account left out. */
export const accountMissing = (): string => cannotParseUser("common/protocol: Account is missing");

/** §3.4: a message that is no account. */
export const notAccount = (type: string): string =>
  cannotParseUser(`common/protocol: Unknown account type: ${type}`);

/** §3.5: a vless id that is none; `reason` is the last link. */
export const badVlessId = (reason: string): string =>
  cannotParseUser(`proxy/vless: failed to parse ID > ${reason}`);

/** §3.5: the prefix of a protocol's own refusals. */
export type UserPackage = "proxy/vless" | "proxy/trojan";

/** §3.5: an email in use. */
export const userExists = (from: UserPackage, email: string): string =>
  `${from}: User ${email} already exists.`;

/** §3.5: removing a user who is not there. */
export const userNotFound = (from: UserPackage, email: string): string =>
  `${from}: User ${email} not found.`;

/** §3.5: removing nobody. */
export const emailEmpty = (from: UserPackage): string => `${from}: Email must not be empty.`;

/** §4: a counter or online map that is not there. Code 5. */
export const notFound = (name: string): string => `${name} not found.`;

/** §2: a request that cannot be read. Code 13. */
export const badRequest = (reason: string): string =>
  `grpc: error unmarshalling request: ${reason}`;

/** §2: the longest request that is read, in bytes. */
export const largestRequest = 4194304;

/** §2: a longer one. Code 8. */
export const tooLarge = (size: number): string =>
  `grpc: received message larger than max (${String(size)} vs. ${String(largestRequest)})`;

/**
 * True where `got` is `wanted`. Go's protobuf writes `proto:` with a plain or a no-break space, per
 * build; HTTP/2 libraries keep spaces at the ends of a text, cut them, or drop the text altogether.
 */
export function sameText(wanted: string, got: string): boolean {
  const plain = (text: string) => text.replaceAll("proto:\u00a0", "proto: ").trim();
  return plain(wanted) === plain(got) || (got === "" && /^\s|\s$/.test(wanted));
}
