import type { RunEvent } from "../contract/event.js";

/** One line of events.jsonl. */
export function formatEvent(event: RunEvent): string {
  return `${JSON.stringify(event, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))}\n`;
}
