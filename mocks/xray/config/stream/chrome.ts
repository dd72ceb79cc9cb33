const day = 86_400_000;
const first = { version: 144, released: Date.UTC(2026, 0, 13) } as const;

/**
 * The major version of Chrome that the original would claim at a time. The original counts one version
 * every 25 to 45 days, drawn from a seed that is made of the machine's CPU; here it is 35 days for all.
 */
export function chromeVersion(now: Date): number {
  const since = now.getTime() - first.released;
  return first.version - 1 + Math.max(0, Math.ceil(since / (35 * day)));
}

/** Its User-Agent on Windows. */
export function chromeUserAgent(version: number): string {
  return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
}

const fillers = [" ", "(", ":", "-", ".", "/", ")", ";", "=", "?", "_"];
const fillerVersions = ["8", "99", "24"];
/** Where each of invalid brand, Chromium and Google Chrome goes. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** Its Sec-CH-UA: the brands, one of them made up, in an order that hangs on the version. */
export function chromeBrands(version: number): string {
  const filler = (at: number): string => fillers[at % fillers.length] ?? "";
  const invalid = `Not${filler(version)}A${filler(version + 1)}Brand`;
  const brands = [
    `"${invalid}";v="${fillerVersions[version % fillerVersions.length] ?? ""}"`,
    `"Chromium";v="${version}"`,
    `"Google Chrome";v="${version}"`,
  ];
  const order = orders[version % orders.length] ?? [];
  return brands
    .map((brand, index) => ({ brand, at: order[index] ?? index }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ brand }) => brand)
    .join(", ");
}
