/** The name under which the member will find this browser among their devices: what it is and what it runs on. */

import { word } from "../look/words.js";

/** Brands that a Chromium states beside its own: made-up ones, so that nobody relies on the list, and the engine's. */
const BESIDE = /not.?a.?brand|^chromium$/i;

/** The first that a user agent names counts: Android's and Chrome OS's name Linux too. @type {[RegExp, string][]} */
const SYSTEMS = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/CrOS/, "Chrome OS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** @typedef {{ userAgent: string, userAgentData?: { brands: { brand: string }[], platform: string } }} Navigator */

/**
 * @param {Navigator} [browser]
 * @returns {string} such as "Chrome on Windows", in the member's language
 */
export function browserName({ userAgent, userAgentData } = navigator) {
  const own = userAgentData?.brands.find(({ brand }) => !BESIDE.test(brand.replace(/\W/g, " ")))?.brand;
  const browser = own?.replace(/^(Google|Microsoft) /, "") ?? (/Firefox/.test(userAgent) ? "Firefox" : "Chromium");
  const system = userAgentData?.platform || SYSTEMS.find(([form]) => form.test(userAgent))?.[1];
  return system ? word("browserOnSystem", browser, system) : browser;
}
