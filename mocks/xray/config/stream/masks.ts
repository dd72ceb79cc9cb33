import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { goList } from "../decoding/composites.js";
import { decodeGo, type Failure, type GoType, type Read } from "../decoding/go-type.js";
import { goString, goUint16, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { customTcp, customTcpType, customUdp, customUdpType } from "./custom-header.js";
import { fragment, fragmentType } from "./fragment.js";
import { noise, noiseType } from "./noise.js";
import { refuse } from "./words.js";

/** Reads the settings of a mask; `type` is what follows `xray.transport.internet.finalmask.` in its name. */
export type MaskReader = (
  settings: ConfigValue,
  words: Failure,
) => { readonly type: string; readonly fields: JsonObject };

function mask<T>(
  type: string,
  settingsType: GoType<T>,
  build: (read: T, words: Failure) => JsonObject,
): MaskReader {
  return (settings, words) => ({
    type,
    fields: build(decodeGo(settingsType, settings, words), words),
  });
}

function plain(type: string, name: string): MaskReader {
  return mask(type, goStruct(`conf.${name}`, {}), () => ({}));
}

const sudokuType = goStruct("conf.Sudoku", {
  password: goString,
  ascii: goString,
  customTable: goString,
  custom_table: goString,
  customTables: goList(goString),
  custom_tables: goList(goString),
  paddingMin: goUint32,
  padding_min: goUint32,
  paddingMax: goUint32,
  padding_max: goUint32,
});

function sudoku(read: Read<typeof sudokuType>): JsonObject {
  return {
    password: read.password,
    ascii: read.ascii,
    customTable: read.customTable || read.custom_table,
    customTables: read.customTables.length > 0 ? read.customTables : read.custom_tables,
    paddingMin: read.paddingMin || read.padding_min,
    paddingMax: read.paddingMax || read.padding_max,
  };
}

const domainOf = (name: string) => goStruct(`conf.${name}`, { domain: goString });
const passwordOf = (name: string) => goStruct(`conf.${name}`, { password: goString });
const sudokuMask = mask("sudoku.Config", sudokuType, sudoku);

/** `finalmask.tcp` by type. */
export const tcpMasks: ReadonlyMap<string, MaskReader> = new Map([
  ["header-custom", mask("header.custom.TCPConfig", customTcpType, customTcp)],
  ["fragment", mask("fragment.Config", fragmentType, fragment)],
  ["sudoku", sudokuMask],
]);

/** `finalmask.udp` by type. */
export const udpMasks: ReadonlyMap<string, MaskReader> = new Map([
  ["header-custom", mask("header.custom.UDPConfig", customUdpType, customUdp)],
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
  ["noise", mask("noise.Config", noiseType, noise)],
  [
    "salamander",
    mask("salamander.Config", passwordOf("Salamander"), ({ password }) => ({ password })),
  ],
  ["sudoku", sudokuMask],
  [
    "xdns",
    mask("xdns.Config", domainOf("Xdns"), (xdns, words) => {
      const { domain } = xdns;
      if (domain !== "") return { domain };
      throw refuse(at(xdns, "domain"), words, "empty domain", "write a domain", "has no domain");
    }),
  ],
  [
    "xicmp",
    mask(
      "xicmp.Config",
      goStruct("conf.Xicmp", { listenIp: goString, id: goUint16 }),
      ({ listenIp, id }) => ({
        ip: listenIp || "0.0.0.0",
        id,
      }),
    ),
  ],
]);
