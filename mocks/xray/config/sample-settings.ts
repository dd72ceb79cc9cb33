import type { Message } from "../../../contract/xray/message.js";
import { ConfigError } from "./config-error.js";
import { readXrayConfig } from "./read-config.js";

/**
 * What the settings of one handler, as JSON text, are read as: the message, or what the original says
 * behind its words for the handler; "exit 2" for a panic. For tests.
 */
export function outcomeOf(
  kind: "inbounds" | "outbounds",
  protocol: string,
  settings: string,
): Message | string {
  const handler = `{"tag": "t", "protocol": "${protocol}", "settings": ${settings}`;
  const port = kind === "inbounds" ? ', "port": 1' : "";
  try {
    const { boot } = readXrayConfig(`{"${kind}": [${handler}${port}}]}`, "core.json");
    const [proxy] = boot[kind].map((read) => read.proxy);
    if (proxy === undefined || proxy === null) throw new Error("nothing was read");
    return proxy;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { original, exit, message } = error;
    if (original === undefined) return exit === undefined ? message : `exit ${exit}`;
    return original.replace(/^.* with tag t > /, "");
  }
}
