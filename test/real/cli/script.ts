import { uuid, type Ports } from "./configuration.js";

/** One run of `xray api`. */
export interface Run {
  readonly subcommand: string;
  readonly args: readonly string[];
  /** Default none. */
  readonly stdin?: string;
  /** Which of the compared cores it speaks to. Default `all`. */
  readonly core?: "all" | "bare" | "none";
}

const listen = "127.0.0.1";

/** Files that subcommands read, by name. */
export function filesOf({ added }: Ports): Readonly<Record<string, unknown>> {
  const vless = (tag: string, port: number) => ({
    tag,
    listen,
    port,
    protocol: "vless",
    settings: { clients: [{ id: uuid, email: "fay@nodeproof" }], decryption: "none" },
  });
  const users = (tag: string, protocol: string, settings: object) => ({
    inbounds: [{ tag, port: 1, protocol, settings }],
  });
  return {
    "vless.json": { inbounds: [vless("more-vless", added)] },
    "many.json": {
      inbounds: [
        {
          tag: "more-ws",
          listen,
          port: added + 1,
          protocol: "vmess",
          settings: { clients: [{ id: "short", email: "gus@nodeproof" }] },
          streamSettings: { network: "ws", wsSettings: { path: "/here", host: "nodeproof" } },
          sniffing: { enabled: true, destOverride: ["http", "tls"] },
        },
        {
          tag: "more-http",
          listen,
          port: added + 2,
          protocol: "http",
          settings: { accounts: [{ user: "u", pass: "p" }] },
        },
        {
          tag: "more-tunnel",
          listen,
          port: `${String(added + 3)}-${String(added + 4)}`,
          protocol: "tunnel",
          settings: { address: listen, port: 9 },
        },
      ],
    },
    "twice.json": { inbounds: [vless("once", added + 5), vless("more-vless", added + 6)] },
    "nothing.json": {},
    "broken.json": "{",
    "outs.json": {
      outbounds: [
        { tag: "out-c", protocol: "freedom", settings: { redirect: "127.0.0.1:80" } },
        {
          tag: "to-vless",
          protocol: "vless",
          settings: {
            vnext: [{ address: "192.0.2.1", port: 443, users: [{ id: uuid, encryption: "none" }] }],
          },
          streamSettings: { network: "grpc", grpcSettings: { serviceName: "s" } },
          mux: { enabled: true, concurrency: 4 },
        },
        {
          tag: "to-socks",
          protocol: "socks",
          settings: {
            servers: [{ address: "192.0.2.2", port: 1080, users: [{ user: "u", pass: "p" }] }],
          },
        },
        { tag: "to-dns", protocol: "dns" },
        { tag: "again", protocol: "loopback", settings: { inboundTag: "socks-in" } },
      ],
    },
    "outs-twice.json": { outbounds: [{ tag: "direct", protocol: "freedom" }] },
    "vless-users.json": users("vless-in", "vless", {
      clients: [
        { id: uuid, email: "hal@nodeproof" },
        { id: "x", email: "ANN@nodeproof" },
        { id: "y" },
      ],
      decryption: "none",
    }),
    "vmess-users.json": users("vmess-in", "vmess", {
      clients: [
        { id: uuid, email: "ida@nodeproof" },
        { id: uuid, email: "BEN@nodeproof" },
      ],
    }),
    "trojan-users.json": users("trojan-in", "trojan", {
      clients: [
        { password: "q", email: "jon@nodeproof" },
        { password: "q", email: "jon@nodeproof" },
      ],
    }),
    "ss-users.json": users("ss-in", "shadowsocks", {
      clients: [
        { password: "b", method: "chacha20-ietf-poly1305", email: "kim@nodeproof" },
        { password: "b", method: "aes-256-gcm", email: "kim@nodeproof" },
      ],
    }),
    "ss22-users.json": users("ss22-in", "shadowsocks", {
      method: "2022-blake3-aes-128-gcm",
      password: Buffer.alloc(16, 7).toString("base64"),
      clients: [{ password: Buffer.alloc(16, 9).toString("base64"), email: "leo@nodeproof" }],
    }),
    "nobody.json": users("nowhere", "vless", {
      clients: [{ id: uuid, email: "max@nodeproof" }],
      decryption: "none",
    }),
    "socks-users.json": users("socks-in", "vless", {
      clients: [{ id: uuid, email: "max@nodeproof" }],
      decryption: "none",
    }),
    "rules.json": {
      routing: {
        rules: [
          { ruleTag: "third", ip: ["10.0.0.0/8", "::1/128"], outboundTag: "direct" },
          {
            ruleTag: "fourth",
            user: ["cyd@nodeproof"],
            network: "tcp,udp",
            outboundTag: "nowhere",
          },
        ],
      },
    },
    "rules-twice.json": {
      routing: {
        rules: [
          { ruleTag: "fifth", port: "80", outboundTag: "direct" },
          { ruleTag: "third", port: "81", outboundTag: "direct" },
        ],
      },
    },
    "rules-balancer.json": {
      routing: {
        rules: [
          {
            ruleTag: "sixth",
            domain: ["regexp:^a.*b$", "keyword:mid", "domain:end.org"],
            balancerTag: "new",
          },
        ],
        balancers: [
          { tag: "new", selector: ["out-"], strategy: { type: "random" }, fallbackTag: "direct" },
        ],
      },
    },
    "rules-unknown.json": {
      routing: { rules: [{ ruleTag: "seventh", port: "1", balancerTag: "none" }] },
    },
    "rules-replace.json": {
      routing: {
        rules: [
          {
            ruleTag: "only",
            protocol: ["bittorrent"],
            attrs: { ":method": "GET" },
            outboundTag: "blocked",
          },
        ],
        balancers: [{ tag: "pair", selector: ["out-"], strategy: { type: "roundRobin" } }],
      },
    },
  };
}

/** The runs in their order: every subcommand with successes, failures and bad flags. `file` gives a file's path. */
export function scriptOf(file: (name: string) => string): readonly Run[] {
  const run = (subcommand: string, ...args: string[]): Run => ({ subcommand, args });
  const counter = "user>>>cyd@nodeproof>>>traffic>>>uplink";
  const script: readonly Run[] = [
    run("restartlogger"),
    run("restartlogger", "surplus"),
    // Statistics.
    run("stats", "-name", counter),
    run("stats", "-name", counter, "-json"),
    run("stats", "-name", counter, "-reset"),
    run("stats", "--name", counter),
    run("stats", "-name", "none"),
    run("stats"),
    run("statsquery"),
    run("statsquery", "-pattern", "trojan"),
    run("statsquery", "-pattern", "TROJAN"),
    run("statsquery", "-pattern=user>>>", "-reset=true"),
    run("statsquery", "-pattern", "user>>>"),
    run("statssys"),
    run("statssys", "-json"),
    run("statsonline", "-email", "cyd@nodeproof"),
    run("statsonline", "-email", "Cyd@nodeproof"),
    run("statsonline"),
    run("statsonlineiplist", "-email", "cyd@nodeproof"),
    run("statsonlineiplist", "-email", "nobody"),
    run("statsgetallonlineusers"),
    // Inbounds.
    run("lsi"),
    run("lsi", "-isOnlyTags=true"),
    run("lsi", "-isOnlyTags"),
    run("adi", file("vless.json")),
    run("adi", file("many.json"), file("twice.json")),
    run("adi", file("vless.json")),
    run("adi", file("nothing.json")),
    run("adi", file("broken.json")),
    run("adi", file("missing.json")),
    { subcommand: "adi", args: ["stdin:"], stdin: "{}" },
    run("lsi"),
    run("rmi", "more-vless"),
    run("rmi", "more-vless", "once"),
    run("rmi", file("many.json")),
    run("rmi", "once"),
    run("rmi", "unknown"),
    run("rmi", ""),
    run("lsi", "-isOnlyTags=true"),
    // Outbounds.
    run("lso"),
    run("ado", file("outs.json")),
    run("ado", file("outs-twice.json")),
    run("ado", file("nothing.json")),
    run("lso"),
    run("bi", "pair"),
    run("rmo", "out-c"),
    run("rmo", "out-c"),
    run("rmo", file("outs.json")),
    run("rmo", ""),
    run("lso"),
    // Users.
    ...["vless", "vmess", "trojan", "ss", "ss22"].flatMap((name) => [
      run("inbounduser", `-tag=${name}-in`),
      run("inboundusercount", "-tag", `${name}-in`),
      run("adu", file(`${name}-users.json`)),
      run("adu", file(`${name}-users.json`)),
      run("inbounduser", `-tag=${name}-in`),
      run("inboundusercount", `-tag=${name}-in`),
    ]),
    run("adu", file("nobody.json")),
    run("adu", file("socks-users.json")),
    run("adu", file("nothing.json")),
    run("adu", file("missing.json")),
    run("inbounduser", "-tag=vless-in", "-email=hal@nodeproof"),
    run("inbounduser", "-tag=vless-in", "-email=HAL@NODEPROOF"),
    run("inbounduser", "-tag=vless-in", "-email=nobody"),
    run("inbounduser", "-tag=nowhere"),
    run("inbounduser", "-tag=socks-in"),
    run("inbounduser"),
    run("inboundusercount", "-tag=nowhere"),
    run("inboundusercount"),
    run("rmu", "-tag=vless-in", "hal@nodeproof", "nobody"),
    run("rmu", "-tag=vmess-in", "IDA@nodeproof"),
    run("rmu", "-tag=trojan-in", "jon@nodeproof", "jon@nodeproof", ""),
    run("rmu", "-tag=ss-in", "KIM@nodeproof", "kim@nodeproof", "KIM@nodeproof"),
    run("rmu", "-tag=ss22-in", "leo@nodeproof"),
    run("rmu", "-tag=nowhere", "leo@nodeproof"),
    run("rmu", "-tag=socks-in", "leo@nodeproof"),
    run("rmu", "leo@nodeproof"),
    run("rmu", "-tag=vless-in"),
    ...["vless", "vmess", "trojan", "ss", "ss22"].map((n) => run("inbounduser", `-tag=${n}-in`)),
    // Rules and balancers.
    run("lsrules"),
    run("adrules", "-append", file("rules.json")),
    run("adrules", "-append", file("rules-twice.json")),
    run("adrules", "-append", file("rules-balancer.json")),
    run("adrules", "-append", file("rules-balancer.json")),
    run("adrules", "-append", file("rules-unknown.json")),
    run("adrules", "-append", file("nothing.json")),
    run("lsrules"),
    run("bi", "pair"),
    run("bi", "any"),
    run("bi", "new"),
    run("bi", "-json", "pair"),
    run("bi", "-json", "unknown"),
    run("bi", "pair", "any", "unknown"),
    run("bi"),
    run("bo", "-b", "pair", "blocked"),
    run("bi", "pair"),
    run("bi", "-json", "pair"),
    run("bo", "-b", "pair", "-r"),
    run("bi", "-json", "pair"),
    run("bo", "-b", "unknown", "blocked"),
    run("bo", "blocked"),
    run("bo", "-b", "pair"),
    run("rmrules", "third", "fourth"),
    run("rmrules", "third"),
    run("rmrules"),
    run("sib", "-outbound=blocked", "-inbound=socks-in", "127.0.0.9"),
    run("sib", "-outbound=blocked", "-inbound=socks-in", "127.0.0.9"),
    run("sib", "-outbound=blocked", "-inbound=socks-in", "-reset", "127.0.0.9", "127.0.0.10"),
    run("sib", "-outbound=blocked", "-inbound=socks-in", "-ruletag=mine", "10.0.0.0/8"),
    run("sib", "-outbound=blocked", "not-an-ip"),
    run("sib"),
    run("lsrules"),
    run("adrules", file("rules-replace.json")),
    run("lsrules"),
    run("bi", "any"),
    run("adrules", file("rules-unknown.json")),
    run("lsrules"),
    run("bi", "pair"),
    run("adrules", file("missing.json")),
    run("adrules"),
    run("restartlogger"),
  ];
  return [
    ...script,
    ...subcommands.map((subcommand): Run => ({ subcommand, args: ["-nonsense"] })),
    ...subcommands.map((subcommand): Run => ({
      subcommand,
      args: failing(subcommand, file),
      core: "bare",
    })),
    { subcommand: "unknown", args: [] },
    { subcommand: "statssys", args: ["-t", "1"], core: "none" },
    { subcommand: "statssys", args: ["-t", "soon"] },
  ];
}

/** All subcommands of `xray api`. */
export const subcommands = [
  "restartlogger",
  "stats",
  "statsquery",
  "statssys",
  "statsonline",
  "statsonlineiplist",
  "statsgetallonlineusers",
  "adi",
  "ado",
  "rmi",
  "rmo",
  "lsi",
  "lso",
  "adu",
  "rmu",
  "inbounduser",
  "inboundusercount",
  "adrules",
  "rmrules",
  "lsrules",
  "sib",
  "bi",
  "bo",
] as const;

/** Arguments with which a subcommand reaches the server: one without services refuses it. */
function failing(subcommand: string, file: (name: string) => string): readonly string[] {
  switch (subcommand) {
    case "adi":
      return [file("vless.json")];
    case "ado":
      return [file("outs.json")];
    case "adu":
      return [file("vless-users.json")];
    case "adrules":
      return [file("rules.json")];
    case "rmu":
      return ["-tag=a", "b"];
    case "sib":
      return ["-outbound=blocked", "10.0.0.1"];
    case "bo":
      return ["-b", "pair", "blocked"];
    case "rmi":
    case "rmo":
    case "rmrules":
    case "bi":
      return ["a"];
    default:
      return [];
  }
}
