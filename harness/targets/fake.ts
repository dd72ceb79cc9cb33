import type { Target } from "../../contract/target.js";

/** A fake as a target needs it. */
export interface EmbeddedFake {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * A fake in this process as a target. Each restart closes it and starts another with the same
 * options, on the same address.
 */
export async function fakeTarget<Setup>(
  label: string,
  version: string,
  setup: Setup,
  start: () => Promise<EmbeddedFake>,
): Promise<Target<Setup>> {
  let fake: EmbeddedFake | undefined = await start();
  const { address } = fake;
  const stop = async () => {
    const closing = fake;
    fake = undefined;
    await closing?.close();
  };
  return {
    kind: "fake",
    label,
    version,
    address: () => address,
    setup,
    grade: "never",
    host: true,
    restart: async () => {
      await stop();
      fake = await start();
    },
    life: () =>
      fake === undefined ? { alive: false, how: "the fake was closed" } : { alive: true },
    log: () => [],
    stop,
  };
}
