import { isIP } from "node:net";
import { z } from "zod";
import { xrayProfiles } from "../contract/xray/profiles.js";
import { maxCounter, parseBytes } from "./quantities.js";

/** What stays for a later version: keys of a scenario and of a fake. */
export const laterKeys: readonly string[] = ["timeline", "faults", "expect", "fleet"];

/** APIs that a later version stands in for. */
export const laterApis: readonly string[] = ["pasarguard", "leaf"];

const profileNames = xrayProfiles.map((profile) => profile.name);
const newest = profileNames.at(-1) ?? "";

// The messages say what to write; what was found and where is put before them by load.ts.
const text = (what: string) => z.string({ error: `write ${what}` }).min(1, `write ${what}`);

const profile = z
  .enum(profileNames, { error: `write one of the profiles: ${profileNames.join(", ")}` })
  .default(newest)
  .describe("The version that the fake imitates.");

const listen = z
  .string({ error: "write HOST:PORT, as 127.0.0.1:10085" })
  .regex(/^(\[[0-9A-Fa-f:.]+\]|[^\s:[\]]+):\d{1,5}$/, {
    error: "write HOST:PORT, as 127.0.0.1:10085",
    abort: true,
  })
  .refine((value) => Number(value.slice(value.lastIndexOf(":") + 1)) <= 65535, {
    error: "write a port up to 65535; 0 picks a free one",
  })
  .describe("Where the API listens, HOST:PORT. Default: what the configuration says.");

const config = z
  .union([z.string(), z.record(z.string(), z.unknown())], {
    error: "write the path of an Xray configuration, or the configuration itself",
  })
  .describe("A real Xray configuration: a path relative to this file, or an object.");

const methods = [
  "aes-128-gcm",
  "aes-256-gcm",
  "chacha20-poly1305",
  "xchacha20-poly1305",
  "none",
] as const;

const user = z
  .strictObject(
    {
      inbound: text("the tag of an inbound").describe("Tag of the inbound."),
      email: text("an email").describe("The user's name; need not be an address."),
      id: z.exactOptional(text("a UUID, or a text of 1 to 30 bytes")).describe("vless and vmess."),
      password: z
        .exactOptional(text("a password"))
        .describe("trojan, shadowsocks (the key of the 2022 edition too) and hysteria."),
      method: z
        .exactOptional(z.enum(methods, { error: `write one of ${methods.join(", ")}` }))
        .describe("shadowsocks, but for the 2022 edition."),
      level: z.exactOptional(
        z
          .int({ error: "write a whole number from 0 to 4294967295" })
          .min(0, "write a whole number from 0 to 4294967295")
          .max(0xffffffff, "write a whole number from 0 to 4294967295"),
      ),
      flow: z.exactOptional(
        z.enum(["", "xtls-rprx-vision"], { error: "write xtls-rprx-vision, or leave it out" }),
      ),
    },
    { error: "write a user: {inbound, email, id or password}" },
  )
  .refine((value) => (value.id === undefined) !== (value.password === undefined), {
    error: "write either id (vless, vmess) or password (trojan, shadowsocks, hysteria)",
  });

const counterHint = `write a number of bytes up to ${maxCounter}, as 1048576, 1MB (10^6) or 1MiB (2^20)`;

const counter = z
  .union([z.int().nonnegative(), z.string()], { error: counterHint })
  .transform((value, context) => {
    const bytes = parseBytes(String(value));
    if (bytes !== undefined) return bytes;
    context.addIssue({ code: "custom", message: counterHint });
    return z.NEVER;
  });

const address = z
  .string({ error: "write an IP address" })
  .refine((value) => isIP(value) !== 0, { error: "write an IP address" });

const outlookHint = "write what probes of an outbound find: {alive: false} or {delay: 20}";

const outlook = z.strictObject(
  {
    alive: z.exactOptional(z.boolean({ error: "write true or false" })),
    delay: z
      .exactOptional(
        z
          .int({ error: "write milliseconds from 0 to 60000" })
          .min(0, "write milliseconds from 0 to 60000")
          .max(60_000, "write milliseconds from 0 to 60000"),
      )
      .describe("Milliseconds that a probe takes."),
  },
  { error: outlookHint },
);

/** The schema of one Xray fake. */
export const xrayFakeSchema = z.strictObject(
  {
    api: z.literal("xray", { error: "write xray" }).describe("The API that it stands in for."),
    name: text("a name").default("xray").describe("Its name in logs and commands."),
    profile,
    listen: z.exactOptional(listen),
    config: z.exactOptional(config),
    users: z
      .array(user, { error: "write a list of users" })
      .default([])
      .describe("Users beside those of the configuration."),
    counters: z
      .record(z.string(), counter, { error: "write counters by their full names" })
      .default({})
      .describe("Values of counters by full name, as user>>>alice>>>traffic>>>uplink."),
    online: z
      .record(z.string(), z.array(address, { error: "write a list of IP addresses" }), {
        error: "write lists of IP addresses by email",
      })
      .default({})
      .describe("Addresses at which users are online, by email."),
    outbounds: z
      .exactOptional(z.record(z.string(), outlook, { error: "write outbounds by their tags" }))
      .describe("What probes of the observatory find, by the tag of the outbound."),
    order: z
      .enum(["random", "stable"], { error: "write random or stable" })
      .default("random")
      .describe("Order of lists that the original gives in no order."),
  },
  { error: "write a fake: {api: xray, …}" },
);

/** The schema of a scenario: the single source of its types and of its JSON Schema. */
export const scenarioSchema = z.strictObject(
  {
    version: z.literal(1, { error: "write 1" }).describe("Version of this format."),
    name: z.exactOptional(text("a name")),
    seed: z
      .exactOptional(z.int({ error: "write a whole number" }))
      .describe("Seed of all that is random. Default: a fresh one."),
    clock: z
      .enum(["real", "manual"], { error: "write real or manual" })
      .default("real")
      .describe("Whether time passes by itself."),
    fakes: z
      .array(xrayFakeSchema, { error: "write a list of fakes" })
      .min(1, "write at least one fake")
      .describe("The fakes, started in this order."),
  },
  { error: "write a map with version: 1 and fakes" },
);

/** The keys allowed at a place of a scenario; empty where any are. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const names = path.filter((part) => typeof part !== "number").join(".");
  if (names === "") return Object.keys(scenarioSchema.shape);
  if (names === "fakes") return Object.keys(xrayFakeSchema.shape);
  return names === "fakes.users" ? Object.keys(user.shape) : [];
}

/** The JSON Schema of a scenario, for editors. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(scenarioSchema, {
    // The draft that the YAML language server reads best.
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      // Unquoted, `profile: 26.3` is a number for an editor; we read its source text.
      if (zodSchema === profile) jsonSchema.enum = profileNames.flatMap((n) => [n, Number(n)]);
      if (zodSchema === profile) delete jsonSchema.type;
    },
  });
}
