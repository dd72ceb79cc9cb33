import { replay } from "../../harness/replay.js";
import { exits } from "../exit.js";
import { interruptSignal } from "../interrupt.js";

/** `nodeproof replay`: plays a stored walk again; 1 where it breaks the requirement again. */
export async function replayCommand(
  folder: string,
  id: string,
  flags: Record<string, unknown>,
): Promise<number> {
  const options = flags as { target?: string; touch?: boolean; disruptive?: boolean | string };
  const signal = interruptSignal();
  const { target, walk } = await replay({
    folder,
    id,
    ...(options.target !== undefined && { target: options.target }),
    touch: options.touch ?? false,
    disruptive: options.disruptive ?? false,
    signal,
  });
  const lines = [
    `replaying ${id} on ${target}`,
    ...walk.text.map((line) => `  ${line}`),
    ...walk.left.map((line) => `  note: ${line}`),
    ...(walk.breach === undefined
      ? ["not broken this time"]
      : [
          `broken again: ${walk.breach.requirement}`,
          `  allowed  ${walk.breach.allowed}`,
          `  got      ${walk.breach.got}`,
        ]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return walk.breach === undefined ? exits.ok : exits.failed;
}
