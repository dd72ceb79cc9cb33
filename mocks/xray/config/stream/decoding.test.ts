import { expect, test } from "vitest";
import { readXrayConfig } from "../read-config.js";
import { refusal, type Place } from "./sample-refusal.js";

const failed =
  "main: failed to load config files: [core.json] > infra/conf/serial: failed to decode config: &{Name:core.json Format:json} > infra/conf/serial: failed to read config file";

// Last lines of Xray 26.3.27, measured, after these words.
test.each<[Place, unknown, string]>([
  [
    "stream",
    { port: 65536 },
    " at line 1 char 72 > json: cannot unmarshal number 65536 into Go struct field StreamConfig.inbounds.streamSettings.port of type uint16",
  ],
  [
    "stream",
    { port: -1 },
    " at line 1 char 69 > json: cannot unmarshal number -1 into Go struct field StreamConfig.inbounds.streamSettings.port of type uint16",
  ],
  [
    "stream",
    { port: 1.5 },
    " at line 1 char 70 > json: cannot unmarshal number 1.5 into Go struct field StreamConfig.inbounds.streamSettings.port of type uint16",
  ],
  [
    "stream",
    { port: "1" },
    " at line 1 char 70 > json: cannot unmarshal string into Go struct field StreamConfig.inbounds.streamSettings.port of type uint16",
  ],
  [
    "stream",
    { network: 1 },
    " at line 1 char 71 > json: cannot unmarshal number into Go struct field StreamConfig.inbounds.streamSettings.network of type conf.TransportProtocol",
  ],
  [
    "stream",
    { address: 1 },
    " at line 1 char 1 > infra/conf: invalid address: 1 > json: cannot unmarshal number into Go value of type string",
  ],
  [
    "stream",
    { address: { a: 1 } },
    ' at line 1 char 1 > infra/conf: invalid address: {"a":1} > json: cannot unmarshal object into Go value of type string',
  ],
  [
    "stream",
    { wsSettings: { headers: { a: [] } } },
    " at line 1 char 90 > json: cannot unmarshal array into Go struct field WebSocketConfig.inbounds.streamSettings.wsSettings.headers of type string",
  ],
  [
    "stream",
    { tlsSettings: { certificates: [{ certificate: "x" }] } },
    " at line 1 char 109 > json: cannot unmarshal string into Go struct field TLSCertConfig.inbounds.streamSettings.tlsSettings.certificates.certificate of type []string",
  ],
  ["stream", { tlsSettings: { alpn: {} } }, " > infra/conf: unknown format of a string list: {}"],
  [
    "stream",
    { sockopt: { happyEyeballs: [] } },
    ' at line 1 char 1 > json: cannot unmarshal array into Go struct field SocketConfig.inbounds.streamSettings.sockopt.happyEyeballs of type struct { PrioritizeIPv6 bool "json:\\"prioritizeIPv6\\""; TryDelayMs uint64 "json:\\"tryDelayMs\\""; Interleave uint32 "json:\\"interleave\\""; MaxConcurrentTry uint32 "json:\\"maxConcurrentTry\\"" }',
  ],
  [
    "stream",
    { sockopt: { happyEyeballs: { interleave: -1 } } },
    " at line 1 char 16 > json: cannot unmarshal number -1 into Go struct field SocketConfig.inbounds.streamSettings.sockopt.happyEyeballs.interleave of type uint32",
  ],
  [
    "stream",
    { xhttpSettings: { xmux: { maxConnections: "a" } } },
    ' > infra/conf: Invalid integer range, expected either string of form "1-2" or plain integer.',
  ],
  [
    "stream",
    [],
    " at line 1 char 60 > json: cannot unmarshal array into Go struct field InboundDetourConfig.inbounds.streamSettings of type conf.StreamConfig",
  ],
  [
    "in",
    { port: "01" },
    " at line 1 char 2 > infra/conf: invalid port: 01 > invalid character '1' after top-level value",
  ],
  [
    "in",
    { port: "1." },
    " at line 1 char 2 > infra/conf: invalid port: 1. > invalid character ' ' after decimal point in numeric literal",
  ],
  [
    "in",
    { port: "70000" },
    " > infra/conf: invalid port: 70000 > common/net: invalid port range: 70000",
  ],
  [
    "in",
    { port: "x-1" },
    " > infra/conf: invalid port range: x-1 > common/net: invalid port range: x",
  ],
  [
    "in",
    { port: true },
    " at line 1 char 4 > infra/conf: invalid port: true > json: cannot unmarshal bool into Go value of type uint32",
  ],
  ["in", { port: "-" }, " > infra/conf: invalid port range: - > common/net: invalid port range: "],
  [
    "out",
    { mux: { concurrency: 40000 } },
    " at line 1 char 62 > json: cannot unmarshal number 40000 into Go struct field MuxConfig.outbounds.mux.concurrency of type int16",
  ],
])("%s %j does not fit Go's types", (place, written, text) => {
  expect(refusal(place, written)).toMatchObject({ exit: 23, original: failed + text });
});

test.each([
  ['{"a": 1,}', " > invalid character '}' looking for beginning of object key string"],
  ['{\n"api": nope}', " at line 2 char 9 > invalid character 'o' in literal null (expecting 'u')"],
  ['{"a":', " > unexpected EOF"],
  [
    "{'a':1}",
    " at line 1 char 2 > invalid character '\\'' looking for beginning of object key string",
  ],
  ["\uFEFF{}", " at line 1 char 1 > invalid character 'ï' looking for beginning of value"],
  ["", " > EOF"],
  ['{"a":"x\ny"}', " at line 2 char 0 > invalid character '\\n' in string literal"],
  ['# c\n{"a":1 2}', " at line 2 char 8 > invalid character '2' after object key:value pair"],
  ['/*x*/{"a":/*yy*/1 2}', " at line 1 char 8 > invalid character '2' after object key:value pair"],
  ['{"a":tr', " > unexpected EOF"],
  [
    '{ // c\n"inbounds": /* é */ [{"port": /*\n*/ 1,\n "tag": 7}]}',
    " at line 4 char 9 > json: cannot unmarshal number into Go struct field InboundDetourConfig.inbounds.tag of type string",
  ],
])("%j is placed as by the original", (text, place) => {
  expect(() => readXrayConfig(text, "core.json")).toThrow(
    expect.objectContaining({ exit: 23, original: failed + place }),
  );
});
