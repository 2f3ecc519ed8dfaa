import assert from "node:assert/strict";
import { test } from "node:test";
import { browserName } from "../../extension/pairing/browser-name.js";
import { browserFake } from "./browser-fake.js";

browserFake();

const chromium = (/** @type {string} */ platform, /** @type {string[]} */ ...brands) => ({
  userAgent: "",
  userAgentData: { brands: brands.map((brand) => ({ brand })), platform },
});
const firefox = (/** @type {string} */ system) => ({
  userAgent: `Mozilla/5.0 (${system}rv:153.0) Gecko/20100101 Firefox/153.0`,
});

/** @type {[string, Parameters<typeof browserName>[0]][]} */
const NAMES = [
  ["Chrome on Windows", chromium("Windows", "Not/A)Brand", "Chromium", "Google Chrome")],
  ["Edge on macOS", chromium("macOS", "Microsoft Edge", "Not;A=Brand", "Chromium")],
  ["Chromium on Linux", chromium("Linux", "Chromium", "Not_A Brand")],
  ["Firefox on Linux", firefox("X11; Linux x86_64; ")],
  ["Firefox on Windows", firefox("Windows NT 10.0; Win64; x64; ")],
  ["Firefox on macOS", firefox("Macintosh; Intel Mac OS X 10.15; ")],
  ["Firefox on Android", { userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0" }],
  ["Firefox", firefox("FreeBSD; ")],
];
for (const [name, browser] of NAMES) {
  test(`this browser is called ${name}`, () => assert.equal(browserName(browser), name));
}
