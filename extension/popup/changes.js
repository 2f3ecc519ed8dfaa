/** What has changed since an earlier capture, in words. */

import { counted, signed, word } from "../look/words.js";

/** @typedef {import("../server/contract.js").Change} Change */
/** @typedef {{ text: string, better: boolean | null }} Difference `better` is null where it is neither good nor bad */

/**
 * @param {Change} change
 * @returns {Difference[]} what is different, own figures first; unknown and unchanged figures are left out
 */
export function differences({ total, pillars, industry, network }) {
  return [
    more(word("changeTotal"), total),
    more(word("brand"), pillars.brand),
    more(word("people"), pillars.people),
    more(word("insights"), pillars.insights),
    more(word("relationships"), pillars.relationships),
    places(word("changeIndustryRank"), industry?.rank),
    places(word("changeNetworkRank"), network?.rank),
    others(word("changeIndustryAverage"), industry?.average),
    others(word("changeNetworkAverage"), network?.average),
  ].filter((difference) => difference !== null);
}

/**
 * @param {string} name
 * @param {number | null} by
 * @returns {Difference | null}
 */
function more(name, by) {
  return by ? { text: `${name} ${signed(by)}`, better: by > 0 } : null;
}

/**
 * @param {string} name
 * @param {number | null | undefined} by −1 is one better: "top 8 %" after "top 9 %"
 * @returns {Difference | null}
 */
function places(name, by) {
  if (!by) return null;
  const better = by < 0;
  return { text: `${name} ${counted(better ? "rankBetter" : "rankWorse", Math.abs(by))}`, better };
}

/**
 * @param {string} name
 * @param {number | null | undefined} by
 * @returns {Difference | null}
 */
function others(name, by) {
  return by ? { text: `${name} ${signed(by)}`, better: null } : null;
}
