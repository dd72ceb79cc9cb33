import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { parsePorts } from "../decoding/port-list.js";
import { goBool, goInt64, goString, goUint64 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { panics } from "../settings.js";
import { parseBandwidth } from "./bandwidth.js";
import { bandwidth, udpHopType } from "./hysteria.js";
import { refuse } from "./words.js";

/** `quicParams` of finalmask. */
export const quicParamsType = goStruct(
  "conf.QuicParamsConfig",
  {
    congestion: goString,
    debug: goBool,
    brutalUp: bandwidth,
    brutalDown: bandwidth,
    udpHop: udpHopType,
    initStreamReceiveWindow: goUint64,
    maxStreamReceiveWindow: goUint64,
    initConnectionReceiveWindow: goUint64,
    maxConnectionReceiveWindow: goUint64,
    maxIdleTimeout: goInt64,
    keepAlivePeriod: goInt64,
    disablePathMTUDiscovery: goBool,
    maxIncomingStreams: goInt64,
  },
  { inert: { debug: "it changes what Xray prints" } },
);

type QuicParams = Read<typeof quicParamsType>;

/** The fields of `xray.transport.internet.QuicParams`. */
export function buildQuicParams(quic: QuicParams, words: Failure): JsonObject {
  const brutalUp = readBandwidth(quic, "brutalUp", words);
  const brutalDown = readBandwidth(quic, "brutalDown", words);
  checkBandwidth(quic, "brutalUp", brutalUp, words);
  checkBandwidth(quic, "brutalDown", brutalDown, words);
  const congestion = readCongestion(quic, brutalUp, words);
  const { interval } = quic.udpHop;
  const [from, to] = [interval?.from ?? 0, interval?.to ?? 0];
  if ((from !== 0 && from < 5) || (to !== 0 && to < 5)) {
    throw refuse(
      at(quic.udpHop, "interval"),
      words,
      "Interval must be at least 5",
      "write at least 5 seconds",
    );
  }
  checkLimits(quic, words);
  const ports = readHopPorts(quic.udpHop.ports);
  return {
    congestion,
    brutalUp: brutalUp.toString(),
    brutalDown: brutalDown.toString(),
    udpHop: { ports, intervalMin: String(from), intervalMax: String(to) },
    initStreamReceiveWindow: quic.initStreamReceiveWindow,
    maxStreamReceiveWindow: quic.maxStreamReceiveWindow,
    initConnReceiveWindow: quic.initConnectionReceiveWindow,
    maxConnReceiveWindow: quic.maxConnectionReceiveWindow,
    maxIdleTimeout: quic.maxIdleTimeout,
    keepAlivePeriod: quic.keepAlivePeriod,
    disablePathMtuDiscovery: quic.disablePathMTUDiscovery,
    maxIncomingStreams: quic.maxIncomingStreams,
  };
}

type Direction = "brutalUp" | "brutalDown";

function readBandwidth(quic: QuicParams, field: Direction, words: Failure): bigint {
  const parsed = parseBandwidth(quic[field]);
  if (typeof parsed === "bigint") return parsed;
  const value = at(quic, field);
  throw value.refused(`is ${value.shown}`, 'write a speed, as "100 mbps"', words(parsed.problem));
}

function checkBandwidth(quic: QuicParams, field: Direction, speed: bigint, words: Failure): void {
  if (speed === 0n || speed >= 65536n) return;
  const name = field === "brutalUp" ? "BrutalUp" : "BrutalDown";
  const text = `${name} must be at least 65536 bytes per second`;
  throw refuse(at(quic, field), words, text, 'write more, as "1 mbps"');
}

function readCongestion(quic: QuicParams, up: bigint, words: Failure): string {
  const congestion = quic.congestion.toLowerCase();
  if (congestion === "force-brutal" && up === 0n) {
    const text = "force-brutal requires up";
    throw refuse(at(quic, "congestion"), words, text, "write brutalUp too");
  }
  if (!["", "brutal", "reno", "bbr", "force-brutal"].includes(congestion)) {
    throw refuse(
      at(quic, "congestion"),
      words,
      `unknown congestion control: ${congestion}, valid values: reno, bbr, brutal, force-brutal`,
      "write reno, bbr, brutal or force-brutal",
    );
  }
  return congestion;
}

/** Every port on its own. What is no port list is as good as none. */
function readHopPorts(value: ConfigValue | undefined): readonly number[] {
  if (value === undefined) return [];
  if (value.isNull) throw panics(value, "is null");
  const parsed = parsePorts(value);
  if (!("ranges" in parsed)) return [];
  return parsed.ranges.flatMap(({ From, To }) =>
    Array.from({ length: Math.max(0, To - From + 1) }, (_, index) => From + index),
  );
}

/** Windows of at least 16 KiB, times within bounds, at least 8 streams; 0 is the default everywhere. */
function checkLimits(quic: QuicParams, words: Failure): void {
  const windows = [
    ["initStreamReceiveWindow", "InitStreamReceiveWindow"],
    ["maxStreamReceiveWindow", "MaxStreamReceiveWindow"],
    ["initConnectionReceiveWindow", "InitConnectionReceiveWindow"],
    ["maxConnectionReceiveWindow", "MaxConnectionReceiveWindow"],
  ] as const;
  for (const [field, name] of windows) {
    checkLimit(quic, field, 16384n, undefined, `${name} must be at least 16384`, words);
  }
  const idle = "MaxIdleTimeout must be between 4 and 120";
  checkLimit(quic, "maxIdleTimeout", 4n, 120n, idle, words);
  const alive = "KeepAlivePeriod must be between 2 and 60";
  checkLimit(quic, "keepAlivePeriod", 2n, 60n, alive, words);
  const streams = "MaxIncomingStreams must be at least 8";
  checkLimit(quic, "maxIncomingStreams", 8n, undefined, streams, words);
}

function checkLimit(
  quic: QuicParams,
  field: keyof QuicParams,
  min: bigint,
  max: bigint | undefined,
  text: string,
  words: Failure,
): void {
  const number = BigInt(quic[field] as string);
  if (number === 0n || (number >= min && (max === undefined || number <= max))) return;
  const instead = `write ${min}${max === undefined ? " or more" : ` to ${max}`}`;
  throw refuse(at(quic, field), words, text, instead);
}
