const least = -(1n << 63n);
const most = (1n << 63n) - 1n;

/** Go's strconv.Atoi: a whole number of 64 bits, with a sign or without; undefined for anything else. */
export function atoi(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = BigInt(text.replace("+", ""));
  return number < least || number > most ? undefined : number;
}

/** Two ends written as "1-2", "1" or ""; a negative number may stand at either. */
export function parseRange(
  text: string,
): { readonly from: bigint; readonly to: bigint } | undefined {
  const single = text === "" ? 0n : atoi(text);
  if (single !== undefined) return { from: single, to: single };
  const dash = text.indexOf("-", text.startsWith("-") ? 1 : 0);
  if (dash === -1) return undefined;
  const [from, to] = [atoi(text.slice(0, dash)), atoi(text.slice(dash + 1))];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** What the original says of a text that is no range. */
export function badRange(text: string): string {
  return `infra/conf: invalid range string: ${text}`;
}
