/**
 * Which statuses are about what this popup has asked for. A worker that dies before it has written anything leaves the
 * outcome of an earlier click behind, and the next one tells how older captures fare: neither is an answer to this click.
 */

import { readStatus } from "../status/status.js";

/** @typedef {import("../status/status.js").Status} Status */

/** Milliseconds: what tells of an earlier click, or of none and was written before, is not for this popup. */
let since = 0;

/** @param {import("../tasks.js").Wish} wanted what is about to be asked */
export async function expectAnswerTo(wanted) {
  since = wanted.do === "capture" ? await clickOf(wanted) : 0;
}

/** @param {Status} status */
export const isOld = ({ click, at = 0 }) => (click ?? at) < since;

/**
 * A click that joins an earlier one, whose page is still being read, gets that one's answer.
 * @param {{ tab: number, at: number }} wanted
 * @returns {Promise<number>} captures are dated by the second
 */
async function clickOf({ tab, at }) {
  const { held = [] } = await navigator.locks.query();
  const joined = held.some(({ name }) => name === `capture ${tab}`);
  const first = joined ? ((await readStatus())?.click ?? 0) : at;
  return Math.trunc(first / 1000) * 1000;
}
