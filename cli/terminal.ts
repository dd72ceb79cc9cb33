import type { WriteStream } from "node:tty";
import type { Terminal } from "../report/text.js";

/** How to write on a stream: live progress on a terminal outside CI; colours unless NO_COLOR. */
export function terminal(stream: NodeJS.WriteStream | WriteStream): Terminal {
  const live = stream.isTTY && process.env["CI"] === undefined && process.env["TERM"] !== "dumb";
  const forced = process.env["FORCE_COLOR"] !== undefined && process.env["FORCE_COLOR"] !== "0";
  // https://no-color.org: any non-empty value.
  const colours = (process.env["NO_COLOR"] ?? "") === "" && (forced || live);
  return { write: (text) => void stream.write(text), live, colours };
}
