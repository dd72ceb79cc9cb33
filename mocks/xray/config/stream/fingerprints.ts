const browsers =
  "chrome firefox safari ios android edge 360 qq random randomized randomizednoalpn".split(" ");

/** Names after `hello`, by browser. */
const versions: Readonly<Record<string, string>> = {
  firefox: "99 102 105 120 auto 55 56 63 65",
  chrome:
    "83 87 96 100 102 106_shuffle 120 131 auto 58 62 70 72 100_psk 112_psk_shuf 114_padding_psk_shuf 115_pq 115_pq_psk 120_pq",
  ios: "13 14 auto 11_1 12_1",
  edge: "85 106 auto",
  safari: "16_0 auto",
  "360": "11_0 auto 7_5",
  qq: "11_1 auto",
  android: "11_okhttp",
};

const names: ReadonlySet<string> = new Set([
  "",
  ...browsers,
  ...["golang", "randomized", "randomizedalpn", "randomizednoalpn"].map((name) => `hello${name}`),
  ...Object.entries(versions).flatMap(([browser, list]) =>
    list.split(" ").map((version) => `hello${browser}_${version}`),
  ),
]);

/** True for a TLS fingerprint that Xray 26.3.27 knows, in lower case; "" is its default. "unsafe" is none. */
export function isFingerprint(name: string): boolean {
  return names.has(name);
}
