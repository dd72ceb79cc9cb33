/** One numbered statement of the page, and what can be said of it now. */
export interface Statement {
  readonly id: string;
  readonly sentence: string;
  /** Why no requirement speaks for it. Absent where requirements do. */
  readonly state?:
    { readonly kind: "open" } | { readonly kind: "not observable"; readonly reason: string };
}

const open = { kind: "open" } as const;

/** The 32 statements of the page on the Xray API, in its order, in our words. */
export const xrayStatements: readonly Statement[] = [
  { id: "X1", sentence: "The interface is gRPC." },
  { id: "X2", sentence: "With `api` on, an outbound of that tag is built.", state: open },
  {
    id: "X3",
    sentence: "Connections of an API inbound must be routed to it by hand.",
    state: open,
  },
  { id: "X4", sentence: "Since 1.8.12 `api` alone is enough." },
  { id: "X5", sentence: "In that mode the traffic of the API is not counted." },
  { id: "X6", sentence: "`tag` names the outbound.", state: open },
  { id: "X7", sentence: "`listen` is the IP and port of the API, and optional." },
  { id: "X8", sentence: "Without `listen`, an inbound and a rule are needed.", state: open },
  { id: "X9", sentence: "`services` lists what is enabled." },
  { id: "X10", sentence: "The printed classic example works as printed.", state: open },
  { id: "X11", sentence: "An inbound can be added." },
  { id: "X12", sentence: "An outbound can be added." },
  { id: "X13", sentence: "An inbound can be removed." },
  { id: "X14", sentence: "An outbound can be removed." },
  { id: "X15", sentence: "Outbounds can be listed." },
  { id: "X16", sentence: "Inbounds can be listed." },
  { id: "X17", sentence: "A user can be added to an inbound: VMess, VLESS, Trojan, Shadowsocks." },
  {
    id: "X18",
    sentence: "A user can be removed from an inbound: VMess, VLESS, Trojan, Shadowsocks.",
  },
  { id: "X19", sentence: "Users of other protocols cannot." },
  { id: "X20", sentence: "Rules can be added.", state: open },
  { id: "X21", sentence: "Rules can be replaced.", state: open },
  { id: "X22", sentence: "Rules can be removed.", state: open },
  { id: "X23", sentence: "Connections from a source address can be cut.", state: open },
  { id: "X24", sentence: "A balancer can be asked.", state: open },
  { id: "X25", sentence: "A balancer can be made to choose one outbound.", state: open },
  {
    id: "X26",
    sentence: "The program explains its subcommands.",
    state: { kind: "not observable", reason: "it is no call of the API" },
  },
  { id: "X27", sentence: "The logger can be restarted.", state: open },
  { id: "X28", sentence: "Restarting the logger serves to rotate log files.", state: open },
  { id: "X29", sentence: "There is a service for statistics." },
  { id: "X30", sentence: "Reflection lets clients list the services." },
  { id: "X31", sentence: "The list printed by the page." },
  {
    id: "X32",
    sentence: "A link to examples.",
    state: { kind: "not observable", reason: "a link is no behaviour" },
  },
];
