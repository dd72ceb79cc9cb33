/** A decimal number up to 65535. */
export function parsePort(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** What the original says of a text that is no port. */
export function outOfRange(text: string): string {
  return `common/net: invalid port range: ${text}`;
}
