import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds between two looks at a condition that nothing announces. */
const pollMs = 5;

/**
 * Waits until somebody accepts connections at `address`. False where `giveUp` said so first, or
 * after `ms` milliseconds.
 */
export async function untilAccepts(
  address: string,
  ms: number,
  giveUp: () => boolean,
): Promise<boolean> {
  const end = Date.now() + ms;
  while (Date.now() < end && !giveUp()) {
    if (await acceptsNow(address)) return true;
    await delay(pollMs);
  }
  return false;
}

async function acceptsNow(address: string): Promise<boolean> {
  const at = address.lastIndexOf(":");
  return new Promise((resolve) => {
    const socket = connect({
      host: address.slice(0, at).replace(/^\[|\]$/g, ""),
      port: Number(address.slice(at + 1)),
    });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      socket.destroy();
      resolve(false);
    });
  });
}
