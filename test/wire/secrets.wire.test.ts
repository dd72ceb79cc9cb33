import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startFake } from "../../harness/start-fake.js";
import { inFolder, startCli } from "./cli.js";

const uuid = "9f1c2d3e-4b5a-4c6d-8e7f-0a1b2c3d4e5f";
const password = "planted-password-84172";
const digits = "8417293650127";

/** Everything that a run left and said, in one text. */
async function everything(
  args: readonly string[],
  folder: string,
): Promise<{ text: string; exit: number | null }> {
  const { stdout, stderr, exit } = await startCli(args, folder).finished;
  const report = join(folder, "nodeproof-report");
  const files = readdirSync(report).map((f) => readFileSync(join(report, f), "utf8"));
  expect(files.length).toBe(3);
  return { text: [stdout, stderr, ...files].join("\n"), exit };
}

const config = {
  api: {
    tag: "api",
    listen: "127.0.0.1:0",
    services: ["HandlerService", "StatsService", "ReflectionService"],
  },
  stats: {},
  policy: {
    system: {
      statsInboundUplink: true,
      statsInboundDownlink: true,
      statsOutboundUplink: true,
      statsOutboundDownlink: true,
    },
  },
  inbounds: [
    {
      tag: "v",
      listen: "127.0.0.1",
      port: 31001,
      protocol: "vless",
      settings: { decryption: "none", clients: [{ id: uuid, email: "v@x" }] },
    },
    {
      tag: "t",
      listen: "127.0.0.1",
      port: 31002,
      protocol: "trojan",
      settings: { clients: [{ password, email: "t@x" }] },
    },
    {
      tag: "s",
      listen: "127.0.0.1",
      port: 31003,
      protocol: "socks",
      settings: { auth: "password", accounts: [{ user: "u", pass: digits }] },
    },
  ],
  outbounds: [{ tag: "direct", protocol: "freedom" }],
};

test.each([
  ["look", []],
  ["touch", ["--touch"]],
  ["disruptive", ["--disruptive"]],
] as const)(
  "a secret of the target's configuration is nowhere in what a run in grade %s leaves",
  async (_grade, flags) => {
    await using fake = await startFake({ config, sockets: false });
    await inFolder(async (folder) => {
      const { text } = await everything(
        ["check", "xray", "--target", `grpc://${fake.address}`, "--effort", "quick", ...flags],
        folder,
      );
      for (const secret of [uuid, password, digits]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
      }
    });
  },
);

test("nor is it where a failure shows what the target holds", async () => {
  // The target forgets settings, so the report quotes what it lists.
  await using fake = await startFake({
    config,
    sockets: false,
    faults: ["inbound-forgotten"],
  });
  await inFolder(async (folder) => {
    const { text, exit } = await everything(
      ["check", "xray", "--target", `grpc://${fake.address}`, "--effort", "quick", "--touch"],
      folder,
    );
    expect(exit).toBe(1);
    for (const secret of [uuid, password, digits]) expect(text).not.toContain(secret);
  });
});
