import { expect, test } from "vitest";
import { chromeBrands, chromeUserAgent, chromeVersion } from "./chrome.js";

// Measured on 2026-11-21 on one machine: Xray 26.3.27 said 152 there.
test("the browser of that day is claimed as the original claims it", () => {
  const version = chromeVersion(new Date("2026-11-21T17:00:00Z"));
  expect(version).toBe(152);
  expect(chromeUserAgent(version)).toBe(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36",
  );
  expect(chromeBrands(version)).toBe(
    '"Chromium";v="152", "Not?A_Brand";v="24", "Google Chrome";v="152"',
  );
});
