import { arch, platform } from "node:process";

const systems: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const machines: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** The two lines that begin every start and answer `version`. */
export const banner: readonly string[] = [
  `Xray 26.3.27 (Xray, Penetrates Everything.) Custom (go1.26.8 ${systems[platform] ?? platform}/${machines[arch] ?? arch})`,
  "A unified platform for anti-censorship.",
];

/** Commands of the original by name, with what its help says of each. */
const commands: readonly (readonly [name: string, short: string])[] = [
  ["run", "Run Xray with config, the default command"],
  ["version", "Show current version of Xray"],
  ["api", "Call an API in an Xray process"],
  ["convert", "Convert configs"],
  ["tls", "TLS tools"],
  ["uuid", "Generate UUIDv4 or UUIDv5 (VLESS)"],
  ["x25519", "Generate key pair for X25519 key exchange (REALITY, VLESS Encryption)"],
  ["wg", "Generate key pair for X25519 key exchange (WireGuard)"],
  ["mldsa65", "Generate key pair for ML-DSA-65 post-quantum signature (REALITY)"],
  ["mlkem768", "Generate key pair for ML-KEM-768 post-quantum key exchange (VLESS Encryption)"],
  ["vlessenc", "Generate decryption/encryption json pair (VLESS Encryption)"],
  ["buildMphCache", "Build domain matcher cache"],
];

/** True for a command of the original. */
export const isCommand = (name: string): boolean => commands.some(([known]) => known === name);

/** What `help` prints. */
export const rootHelp: string = `Xray is a platform for building proxies.

Usage:

	xray <command> [arguments]

The commands are:

${commands.map(([name, short]) => `\t${name.padEnd(13)} ${short}`).join("\n")}

Use "xray help <command>" for more information about a command.
`;

/** The line that shows how a command is called. */
export const usages = {
  run: "xray run [-c config.json] [-confdir dir]",
  version: "xray version",
} as const;

/** What `help COMMAND` prints. */
export const commandHelps: Readonly<Record<string, string>> = {
  // The original has a space at the end of two of these lines.
  run: `usage: ${usages.run}

Run Xray with config, the default command.

The -config=file, -c=file flags set the config files for${" "}
Xray. Multiple assign is accepted.

The -confdir=dir flag sets a dir with multiple json config

The -format=json flag sets the format of config files.${" "}
Default "auto".

The -test flag tells Xray to test config files only,${" "}
without launching the server.

The -dump flag tells Xray to print the merged config.
`,
  version: `usage: ${usages.version}

Version prints the build information for Xray executables.
`,
};

/** What stands on stderr after what is wrong with the flags of a command. */
export const usageOf = (command: keyof typeof usages): string =>
  `usage: ${usages[command]}\nRun 'xray help ${command}' for details.\n`;
