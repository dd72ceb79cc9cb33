import { Command, Option } from "commander";
import { exits } from "./exit.js";
import { apiArgument, collect, durationArgument, effortArgument, seedArgument } from "./options.js";

/** Runs one command line; gives the exit code. Throws what `exitOfError` knows. */
export async function run(argv: readonly string[]): Promise<number> {
  let exit: number = exits.ok;
  const program = new Command("nodeproof")
    .description("Fakes and conformance tests for the control APIs of proxy nodes.")
    .version((await import("../harness/version.js")).toolVersion, "-V, --version")
    .exitOverride()
    .showHelpAfterError("(nodeproof --help shows what there is)");

  program
    .command("serve")
    .description("start fakes: from scenarios, or of one API")
    .argument(
      "[what...]",
      "scenario files, or the name of an API; default: the quickstart scenario",
    )
    .option("--config <file>", "configuration of the original, for one API")
    .option("--profile <name>", "which version to imitate")
    .option("--listen <addr>", "HOST:PORT of the API; port 0 draws a free one")
    .addOption(new Option("--order <order>", "order of lists").choices(["random", "stable"]))
    .option("--seed <n>", "seed of everything that is drawn", seedArgument)
    .option("--no-listen", "keep the ports of inbounds imaginary")
    .option(
      "--expose",
      "listen on other addresses than loopback too, where the configuration says so",
    )
    .option("--lenient", "leave out what this version does not imitate of a configuration")
    .option("--crash", "end a fake where a request would end the process of the original")
    .option("--json", "ready lines as JSON")
    .option("--port-file <file>", "write the ready lines as JSON into this file once all accept")
    .action(async (what: string[], options: Record<string, unknown>) => {
      exit = await (await import("./commands/serve.js")).serve(what, options);
    });

  program
    .command("check")
    .description("judge a target and write a report")
    .argument("<api>", "xray", apiArgument)
    .option("--target <target>", "fake, fake:PROFILE+FAULT, exec:PATH or grpc://HOST:PORT", "fake")
    .option("--profile <name>", "what to judge by; auto finds out", "auto")
    .option("--effort <effort>", "quick, standard or deep", effortArgument, "standard")
    .option("--seed <n>", "makes a run repeat; default: drawn", seedArgument)
    .option("--timeout <duration>", "cuts the run off: 90s, 10m", durationArgument, 600_000)
    .option("--strict", "a breached should counts as failed")
    .option(
      "--only <glob>",
      "judge these requirements alone; * within a part, ** across",
      collect,
      [],
    )
    .option("--skip <glob>", "leave these requirements out", collect, [])
    .option("--partial-ok", "requirements that were left out do not keep the run from success")
    .option("--touch", "on an address: also make, use and remove things of our own")
    .option(
      "--disruptive [host]",
      "on an address: all that can be undone; repeat the host unless it is loopback",
    )
    .option("--report <dir>", "where to write the report", "nodeproof-report")
    .action(async (api: "xray", options: Record<string, unknown>) => {
      exit = await (await import("./commands/check.js")).checkCommand(api, options);
    });

  program
    .command("replay")
    .description("play the walk of one failure again")
    .argument("<dir>", "folder of a report")
    .argument("<id>", "requirement that failed")
    .option("--target <target>", "default: the report's")
    .option("--touch", "as for check")
    .option("--disruptive [host]", "as for check")
    .action(async (dir: string, id: string, options: Record<string, unknown>) => {
      exit = await (await import("./commands/replay.js")).replayCommand(dir, id, options);
    });

  const scenario = program.command("scenario").description("work with scenario files");
  scenario
    .command("validate")
    .description("read scenarios and name every mistake")
    .argument("<file...>")
    .action(async (files: string[]) => {
      exit = await (await import("./commands/scenario.js")).validateScenarios(files);
    });
  scenario
    .command("schema")
    .description("print the JSON Schema of scenarios, for editors")
    .action(async () => {
      exit = await (await import("./commands/scenario.js")).printSchema();
    });

  program
    .command("requirements")
    .description("list what is judged, and where it comes from")
    .argument("[api]", "xray", apiArgument, "xray")
    .option("--coverage", "by statement of the page instead")
    .action(async (api: "xray", options: { coverage?: boolean }) => {
      exit = (await import("./commands/requirements.js")).requirements(
        api,
        options.coverage ?? false,
      );
    });

  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    // Commander has printed help or what is wrong; help and version are no mistakes.
    if (error instanceof Error && error.name === "CommanderError") {
      return (error as Error & { exitCode: number }).exitCode === 0 ? exits.ok : exits.usage;
    }
    throw error;
  }
  return exit;
}
