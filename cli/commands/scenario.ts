import { readConfig } from "../../harness/start-fake.js";
import { loadScenario } from "../../scenarios/load.js";
import { exits } from "../exit.js";

/** `nodeproof scenario validate`: reads every file, its configurations too, and names every mistake. */
export async function validateScenarios(files: readonly string[]): Promise<number> {
  let bad = 0;
  for (const file of files) {
    try {
      const scenario = await loadScenario(file);
      for (const { config } of scenario.fakes) {
        if (config === undefined) continue;
        const source =
          config.kind === "file" ? config.path : (config.value as Record<string, unknown>);
        const { warnings } = await readConfig(source);
        for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
      }
      process.stdout.write(
        `${file}: fine, ${String(scenario.fakes.length)} ${scenario.fakes.length === 1 ? "fake" : "fakes"}\n`,
      );
    } catch (error) {
      if (
        !(error instanceof Error) ||
        !["ScenarioError", "ConfigError", "ConfigFileError"].includes(error.name)
      )
        throw error;
      bad += 1;
      process.stderr.write(`${error.message}\n`);
    }
  }
  return bad === 0 ? exits.ok : exits.usage;
}

/** `nodeproof scenario schema`: the JSON Schema, for editors. */
export async function printSchema(): Promise<number> {
  const { scenarioJsonSchema } = await import("../../scenarios/schema.js");
  process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return exits.ok;
}
