import { expect, test } from "vitest";
import { play, type Script } from "./oracle-script.js";

/** What tests of the judge show of a requirement: a walk that keeps it, and walks that break it. */
export interface Case {
  readonly right: Script;
  readonly wrong: readonly Script[];
}

export interface CaseOptions {
  /** True where a wrong walk breaks other requirements too. Default: false. */
  readonly others?: boolean;
}

/** Tests each case, by the id of its requirement: the right walk is a witness, each wrong one a breach. */
export function testCases(cases: Readonly<Record<string, Case>>, options: CaseOptions = {}): void {
  const { others = false } = options;
  test.each(Object.entries(cases))("right behaviour is a witness of %s", (id, { right }) => {
    const { kept, broken } = play(right);
    expect(broken).toEqual([]);
    expect(kept).toContain(id);
  });

  const wrongs = Object.entries(cases).flatMap(([id, { wrong }]) =>
    wrong.map((script, i) => [id, i, script] as const),
  );
  test.each(wrongs)(
    `wrong behaviour breaks %s (%i)${others ? "" : " and nothing else"}`,
    (id, _i, script) => {
      const { broken } = play(script);
      if (others) expect(broken).toContain(id);
      else expect(broken).toEqual([id]);
    },
  );
}
