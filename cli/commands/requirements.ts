import { statementsOf, describeSource } from "../../contract/requirement.js";
import { xrayRequirements } from "../../contract/xray/requirements/index.js";
import { xrayStatements } from "../../contract/xray/statements.js";

/** `nodeproof requirements`: the table, or what each statement of the page came to. */
export function requirements(_api: "xray", coverage: boolean): number {
  process.stdout.write(coverage ? coverageText() : tableText());
  return 0;
}

function tableText(): string {
  return xrayRequirements
    .map(
      (r) =>
        `${r.id}\n  ${r.level} · ${describeSource(r)} · on an address: ${addressNote(r.grade, r.needs)}\n  ${r.sentence}\n`,
    )
    .join("");
}

function addressNote(grade: string, needs: readonly string[] | undefined): string {
  if (needs !== undefined && needs.length > 0) return "left out";
  return grade === "look" ? "judged" : `needs --${grade}`;
}

function coverageText(): string {
  return xrayStatements
    .map(({ id, sentence, state }) => {
      const by = xrayRequirements.filter((r) => statementsOf(r).includes(id)).map((r) => r.id);
      const said =
        state === undefined
          ? `checked by ${by.join(", ")}`
          : state.kind === "open"
            ? "open: a later version"
            : `not observable: ${state.reason}`;
      return `${id.padEnd(4)} ${sentence}\n     ${said}\n`;
    })
    .join("");
}
