import type { JudgedRequirement } from "../contract/event.js";
import type { Failure } from "../contract/verdict.js";

/** A failure for people, without colours: requirement, allowed, got, walk, how often again. */
export function failureLines(requirement: JudgedRequirement, failure: Failure): readonly string[] {
  const { breach, counterexample, again, reproduction, targetLog } = failure;
  return [
    `${requirement.id} (${requirement.level}; ${requirement.source})`,
    `  ${requirement.sentence}`,
    `  allowed  ${breach.allowed}`,
    `  got      ${breach.got}`,
    ...counterexample.text.map((line, i) => `  ${i === 0 ? "walk    " : "        "} ${line}`),
    ...(counterexample.minimal ? [] : ["           (not minimal: shrinking was cut off)"]),
    `  again    ${String(again.broke)} of ${String(again.tries)} alone`,
    ...(reproduction
      ? [
          `  found by property ${reproduction.property}, seed ${String(reproduction.seed)}, path ${reproduction.path}`,
        ]
      : []),
    ...(targetLog ?? [])
      .slice(-8)
      .map((line, i) => `  ${i === 0 ? "its log " : "        "} ${line}`),
  ];
}
