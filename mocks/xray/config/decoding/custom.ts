import { getNodeValue } from "jsonc-parser";
import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { findFault, unmarshalUint32 } from "./decode.js";
import { parseDuration } from "./duration.js";
import { parsePortList } from "./port-list.js";
import { goString, slice, type GoType } from "./type.js";

/** `conf.StringList`: a list of strings, or one string with commas. */
export const goStringList: GoType = {
  kind: "custom",
  name: "conf.StringList",
  check: (value) =>
    value.node.type === "string" || findFault(value, slice(goString)) === undefined
      ? undefined
      : {
          texts: [`infra/conf: unknown format of a string list: ${value.text}`],
          wanted: "a list of strings, or one string with commas",
        },
};

/** The strings of a `conf.StringList`; null counts as empty, a null inside as "". */
export function stringsOf(value: ConfigValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.node.type === "string") return value.asString().split(",");
  return value.asList().map((item) => item.asString());
}

/** `conf.NetworkList`, which is read like a list of strings. */
export const goNetworkList: GoType = { ...goStringList, name: "conf.NetworkList" };

/** `conf.Address`: a string. */
export const goAddress: GoType = {
  kind: "custom",
  name: "conf.Address",
  check: (value) => {
    const fault = findFault(value, goString);
    return (
      fault && {
        ...fault,
        texts: [`infra/conf: invalid address: ${value.text}`, ...fault.texts],
      }
    );
  },
};

/** `duration.Duration`: a string as Go's `time.ParseDuration` takes it. */
export const goDuration: GoType = {
  kind: "custom",
  name: "duration.Duration",
  check: (value) => {
    const wanted = 'a length of time, as "1m30s"';
    if (value.node.type !== "string") {
      return { texts: [`invalid duration: ${goShow(getNodeValue(value.node))}`], wanted };
    }
    const duration = parseDuration(value.asString());
    return "problem" in duration ? { texts: [duration.problem], wanted } : undefined;
  },
};

/** The nanoseconds of a duration that was checked, decimal; "0" where it is left out. */
export function durationOf(value: ConfigValue | undefined): bigint {
  const duration = value === undefined ? undefined : parseDuration(value.asString());
  return duration === undefined || "problem" in duration ? 0n : duration.nanoseconds;
}

/** `conf.PortList`: a number, or a string with numbers and ranges. */
export const goPortList: GoType = {
  kind: "custom",
  name: "conf.PortList",
  check: (value) => {
    const list = readPortList(value);
    return "problem" in list
      ? {
          texts: list.problem,
          ...(list.offset === undefined ? {} : { offset: list.offset }),
          wanted: 'a number up to 65535, a range "1000-1002", or a list "1000,1002-1004"',
        }
      : undefined;
  },
};

/** The ranges of a port list that was checked, as `xray.common.net.PortList`. */
export function portListOf(value: ConfigValue): { readonly range: readonly JsonObject[] } {
  const list = readPortList(value);
  return { range: "problem" in list ? [] : list.ranges.map((range) => ({ ...range })) };
}

function readPortList(value: ConfigValue): ReturnType<typeof parsePortList> {
  if (value.node.type === "string") return parsePortList(value.asString());
  const number = unmarshalUint32(value.text);
  if ("problem" in number) {
    return {
      problem: [`infra/conf: invalid port: ${value.text}`, number.problem],
      offset: number.offset,
    };
  }
  // A lone 0 is no port at all. Above 65535 it is taken as it is.
  const { value: port } = number;
  return { ranges: port === 0 ? [] : [{ From: port, To: port }] };
}

/** A JSON value as Go prints it with %v. */
function goShow(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "number") return goFloat(value);
  if (Array.isArray(value)) return `[${value.map(goShow).join(" ")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${members.map(([key, member]) => `${key}:${goShow(member)}`).join(" ")}]`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function goFloat(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  // 123456 is shown in full, 1e+06 and 1.23456789e+08 are not.
  if (power >= -4 && power < 6) return String(value);
  const sign = power < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}
