import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { goRawBase64 } from "../go/base64.js";
import type { ConfigValue } from "./config-value.js";
import { goList, goListOrNil, goPointer } from "./decoding/composites.js";
import { decodeGo, type Failure } from "./decoding/go-type.js";
import { goBool, goBytes, goInt32, goString, goUint32 } from "./decoding/scalars.js";
import { at, goStruct, type Struct } from "./decoding/struct.js";
import { panics } from "./settings.js";

const peerShape = {
  publicKey: goString,
  preSharedKey: goString,
  endpoint: goString,
  keepAlive: goUint32,
  allowedIPs: goListOrNil(goString),
};

const goSettings = goStruct("conf.WireGuardConfig", {
  // Nobody means it to be written, but the original reads it.
  IsClient: goBool,
  noKernelTun: goBool,
  secretKey: goString,
  address: goListOrNil(goString),
  peers: goList(goPointer(goStruct("conf.WireGuardPeerConfig", peerShape))),
  mtu: goInt32,
  workers: goInt32,
  reserved: goBytes,
  domainStrategy: goString,
});

const strategies: Readonly<Record<string, string>> = {
  "": "FORCE_IP",
  forceip: "FORCE_IP",
  forceipv4: "FORCE_IP4",
  forceipv6: "FORCE_IP6",
  forceipv4v6: "FORCE_IP46",
  forceipv6v4: "FORCE_IP64",
};

/** Reads the settings of a wireguard inbound as `xray.proxy.wireguard.DeviceConfig`. */
export function readWireguardInbound(
  settings: ConfigValue,
  failure: Failure,
  load: Failure,
): Message {
  return readDevice(settings, false, failure, load);
}

/** Reads the settings of a wireguard outbound as `xray.proxy.wireguard.DeviceConfig`. */
export function readWireguardOutbound(
  settings: ConfigValue,
  failure: Failure,
  load: Failure,
): Message {
  return readDevice(settings, true, failure, load);
}

function readDevice(
  settings: ConfigValue,
  isClient: boolean,
  failure: Failure,
  load: Failure,
): Message {
  const before = { ...goSettings, zero: () => ({ ...goSettings.zero(), IsClient: isClient }) };
  const device = decodeGo(before, settings, load);
  // The stray %w is the original's.
  const keyFailure: Failure = (text) =>
    failure(`infra/conf: invalid WireGuard secret key: %w${text}`);
  const secretKey = readKey(device, "secretKey", keyFailure);
  const peers = device.peers.map((peer) => {
    if (peer === undefined) throw panics(at(device, "peers"));
    return readPeer(peer, failure);
  });
  const { reserved = Buffer.alloc(0) } = device;
  if (reserved.length !== 0 && reserved.length !== 3) {
    throw at(device, "reserved").refused(
      `has ${reserved.length} bytes`,
      "write 3, as [0, 0, 0], or none",
      failure('infra/conf: "reserved" should be empty or 3 bytes'),
    );
  }
  return {
    type: "xray.proxy.wireguard.DeviceConfig",
    fields: {
      secretKey,
      endpoint: device.address ?? ["10.0.0.1", "fd59:7153:2388:b5fd:0000:0000:0000:0001"],
      peers,
      mtu: device.mtu === 0 ? 1420 : device.mtu,
      numWorkers: device.workers,
      reserved: reserved.toString("base64"),
      domainStrategy: readStrategy(device, failure),
      isClient: device.IsClient,
      noKernelTun: device.noKernelTun,
    },
  };
}

function readPeer(peer: Struct<typeof peerShape>, failure: Failure): JsonObject {
  const optional = (key: "publicKey" | "preSharedKey") =>
    peer[key] === "" ? "" : readKey(peer, key, failure);
  return {
    publicKey: optional("publicKey"),
    preSharedKey: optional("preSharedKey"),
    endpoint: peer.endpoint,
    keepAlive: peer.keepAlive,
    allowedIps: peer.allowedIPs ?? ["0.0.0.0/0", "::0/0"],
  };
}

function readStrategy(device: { readonly domainStrategy: string }, failure: Failure): string {
  const written = device.domainStrategy;
  const name = written.toLowerCase();
  const strategy = Object.hasOwn(strategies, name) ? strategies[name] : undefined;
  if (strategy !== undefined) return strategy;
  throw at(device, "domainStrategy").refused(
    `is "${written}"`,
    "write ForceIP, ForceIPv4, ForceIPv6, ForceIPv4v6 or ForceIPv6v4",
    failure(`infra/conf: unsupported domain strategy: ${written}`),
  );
}

/** A key in hex or base64, as hex. Its length is not looked at here. */
function readKey<K extends string>(
  holder: Readonly<Record<K, string>>,
  name: K,
  failure: Failure,
): string {
  const key = holder[name];
  const refuse = (text: string) =>
    at(holder, name).refused("has no usable key", "write 32 bytes in base64 or hex", failure(text));
  if (key === "") throw refuse("infra/conf: key must not be empty");
  if (/^[0-9a-fA-F]{64}$/.test(key)) return key;
  const bare = key.endsWith("=") ? key.slice(0, -1) : key;
  const read = goRawBase64(bare, /[+/]/.test(bare) ? "standard" : "url");
  if (read.kind === "bytes") return read.bytes.toString("hex");
  throw refuse(`infra/conf: failed to deserialize key > ${read.text}`);
}
