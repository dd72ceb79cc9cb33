import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { customTcp, customTcpShape, customUdp, customUdpShape } from "./custom-header.js";
import { fragment, fragmentShape } from "./fragment.js";
import { text, uint16, uint32 } from "./go-scalars.js";
import { list, struct, type Fields, type GoPlace, type Read, type Shape } from "./go-shape.js";
import { noise, noiseShape } from "./noise.js";
import { refuse, type Words } from "./words.js";

/** Reads the settings of a mask; `type` is what follows `xray.transport.internet.finalmask.` in its name. */
export type MaskReader = (
  settings: ConfigValue,
  at: GoPlace,
  words: Words,
) => { readonly type: string; readonly fields: JsonObject };

function mask<T>(
  type: string,
  shape: Shape<T>,
  build: (read: T, words: Words) => JsonObject,
): MaskReader {
  return (settings, at, words) => ({ type, fields: build(shape.read(settings, at), words) });
}

function plain(type: string, name: string): MaskReader {
  const none: Fields = {};
  return mask(type, struct(name, none), () => ({}));
}

const sudokuShape = struct("Sudoku", {
  password: text,
  ascii: text,
  customTable: text,
  custom_table: text,
  customTables: list(text),
  custom_tables: list(text),
  paddingMin: uint32,
  padding_min: uint32,
  paddingMax: uint32,
  padding_max: uint32,
});

function sudoku(read: Read<typeof sudokuShape>): JsonObject {
  return {
    password: read.password,
    ascii: read.ascii,
    customTable: read.customTable || read.custom_table,
    customTables: read.customTables.length > 0 ? read.customTables : read.custom_tables,
    paddingMin: read.paddingMin || read.padding_min,
    paddingMax: read.paddingMax || read.padding_max,
  };
}

const domainOf = (name: string) => struct(name, { domain: text });
const passwordOf = (name: string) => struct(name, { password: text });
const sudokuMask = mask("sudoku.Config", sudokuShape, sudoku);

/** `finalmask.tcp` by type. */
export const tcpMasks: ReadonlyMap<string, MaskReader> = new Map([
  ["header-custom", mask("header.custom.TCPConfig", customTcpShape, customTcp)],
  ["fragment", mask("fragment.Config", fragmentShape, fragment)],
  ["sudoku", sudokuMask],
]);

/** `finalmask.udp` by type. */
export const udpMasks: ReadonlyMap<string, MaskReader> = new Map([
  ["header-custom", mask("header.custom.UDPConfig", customUdpShape, customUdp)],
  [
    "header-dns",
    mask("header.dns.Config", domainOf("Dns"), ({ domain }) => ({
      domain: domain || "www.baidu.com",
    })),
  ],
  ["header-dtls", plain("header.dtls.Config", "Dtls")],
  ["header-srtp", plain("header.srtp.Config", "Srtp")],
  ["header-utp", plain("header.utp.Config", "Utp")],
  ["header-wechat", plain("header.wechat.Config", "Wechat")],
  ["header-wireguard", plain("header.wireguard.Config", "Wireguard")],
  ["mkcp-original", plain("mkcp.original.Config", "Original")],
  [
    "mkcp-aes128gcm",
    mask("mkcp.aes128gcm.Config", passwordOf("Aes128Gcm"), ({ password }) => ({ password })),
  ],
  ["noise", mask("noise.Config", noiseShape, noise)],
  [
    "salamander",
    mask("salamander.Config", passwordOf("Salamander"), ({ password }) => ({ password })),
  ],
  ["sudoku", sudokuMask],
  [
    "xdns",
    mask("xdns.Config", domainOf("Xdns"), ({ domain, where }, words) => {
      if (domain !== "") return { domain };
      throw refuse(where("domain"), words, "empty domain", "write a domain", "has no domain");
    }),
  ],
  [
    "xicmp",
    mask("xicmp.Config", struct("Xicmp", { listenIp: text, id: uint16 }), ({ listenIp, id }) => ({
      ip: listenIp || "0.0.0.0",
      id,
    })),
  ],
]);
