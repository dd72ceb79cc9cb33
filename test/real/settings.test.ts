import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { ConfigError } from "../../mocks/xray/config/config-error.js";
import { readXrayConfig } from "../../mocks/xray/config/read-config.js";
import { ConfigSchema } from "../../proto/gen/xray/core/config_pb.js";
import { readTyped } from "../../wire/xray/typed-message.js";
import { inboundSettings, outboundSettings } from "./arbitraries/settings.js";
import { xrayBinary } from "./xray.js";

type Kind = "inbounds" | "outbounds";

const xray = xrayBinary();
const folder = mkdtempSync(join(tmpdir(), "nodeproof-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "core.json");
const output = join(folder, "core.pb");
const load = `main: failed to load config files: [${file}] > `;

/** The proxy that the original loads, or its exit code and last line. */
function original(kind: Kind, text: string): unknown {
  writeFileSync(file, text);
  const { status, stderr } = spawnSync(xray, ["convert", "pb", "-o", output, file], {
    encoding: "utf8",
  });
  if (status === 2) return { exit: 2 };
  if (status !== 0) {
    const line = stderr.slice(stderr.indexOf("failed to load config: "));
    return { exit: 23, line: line.replace("failed to load config: ", load).replace(/\n$/, "") };
  }
  const config = fromBinary(ConfigSchema, readFileSync(output));
  const handlers = kind === "inbounds" ? config.inbound : config.outbound;
  return inOrder(readTyped(handlers[0]?.proxySettings));
}

/** The same of the reader. */
function read(kind: Kind, text: string): unknown {
  try {
    return inOrder(readXrayConfig(text, file).boot[kind][0]?.proxy);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { exit, original: line } = error;
    return line === undefined ? { exit } : { exit, line };
  }
}

/** Headers of http stand in another order with each start. */
function inOrder(proxy: unknown): unknown {
  const { header } = (proxy as { fields?: { header?: unknown[] } } | undefined)?.fields ?? {};
  header?.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return proxy;
}

test.each([
  ...Object.entries(inboundSettings).map((entry) => ["inbounds", ...entry] as const),
  ...Object.entries(outboundSettings).map((entry) => ["outbounds", ...entry] as const),
])("%s: settings of %s are read as the original reads them", (kind, protocol, arbitrary) => {
  const port = kind === "inbounds" ? '"port": 1, ' : "";
  const texts = arbitrary.map(
    (settings) =>
      `{"${kind}": [{"tag": "t", ${port}"protocol": "${protocol}", "settings": ${settings}}]}`,
  );
  const same = (text: string) => {
    const ours = read(kind, text);
    // `convert` loads only; what the server then refuses is not seen.
    if (JSON.stringify(ours).includes("main: failed to create server")) return;
    expect(ours).toEqual(original(kind, text));
  };
  fc.assert(fc.property(texts, same), { numRuns: 15 });
});
