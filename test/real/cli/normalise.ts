/**
 * What two runs of the same core may print differently, and nothing else. Each rule with what was
 * measured on Xray 26.3.27.
 */
const rules: readonly {
  /** Why the original itself does not print the same twice. */
  readonly reason: string;
  readonly apply: (output: string, subcommand: string) => string;
}[] = [
  {
    reason: "lists come in the order of Go maps: two calls in a row differ",
    apply: (output, subcommand) =>
      ["lsi", "lso", "statsquery", "inbounduser", "statsgetallonlineusers"].includes(subcommand)
        ? sortItems(output)
        : output,
  },
  {
    reason: "figures of the process: memory, collections, goroutines, seconds since its start",
    apply: (output, subcommand) =>
      subcommand === "statssys"
        ? output.replace(/^( {4}"\w+": )\d+(,?)$/gm, "$1N$2").replace(/^ {4}"Uptime": N,?\n/m, "")
        : output,
  },
  {
    reason: "the second at which an address was last seen",
    apply: (output, subcommand) =>
      subcommand === "statsonlineiplist" ? output.replace(/\b1[6-9]\d{8}\b/g, "SECONDS") : output,
  },
  {
    reason:
      "log lines of the CLI itself begin with the time of day; another thread writes them, so that they come between other lines, or not at all where the process ends first",
    apply: (output) => output.replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d.*\n/gm, ""),
  },
  {
    reason: "addresses of memory in a panic of the CLI itself",
    apply: (output, subcommand) =>
      subcommand === "bo" ? output.replace(/0x[0-9a-f]+/g, "ADDRESS") : output,
  },
  {
    reason:
      "Go's protobuf library picks a plain or a no-break space after `proto:`, one for each build",
    apply: (output) => output.replaceAll("proto:\u00a0", "proto: "),
  },
];

/** The output of one subcommand without what may differ. */
export function normalise(output: string, subcommand: string): string {
  return rules.reduce((text, rule) => rule.apply(text, subcommand), output);
}

/** Sorts the items of the list at the top of a JSON reply, printed with four spaces a level. */
function sortItems(output: string): string {
  return output.replace(
    /^( {4}"\w+": \[\n)([\s\S]*?)(\n {4}\])/m,
    (_, head: string, body: string, tail: string) => {
      const items = body.split(/,\n(?= {8}[^ }\]])/);
      return head + items.sort().join(",\n") + tail;
    },
  );
}
