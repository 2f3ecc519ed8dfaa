/** When the last capture was made. */

import { momentOf, readLatest } from "../status/latest.js";

const KEY = "kept";

/** @param {number} at the click of a capture that is kept now, in milliseconds */
export async function noteKept(at) {
  await chrome.storage.local.set({ [KEY]: Math.max(at, await readKept()) });
}

/** @param {number} at the click of a capture that came to nothing: refused, or deleted before it was sent */
export async function forgetKept(at) {
  if ((await readKept()) === at) await chrome.storage.local.remove(KEY);
}

/** @returns {Promise<number>} milliseconds; of this browser's captures and those that the server knows; 0 for none */
export async function lastCaptured() {
  const latest = await readLatest();
  return Math.max(await readKept(), latest ? momentOf(latest) : 0);
}

/** @returns {Promise<number>} */
async function readKept() {
  const { [KEY]: kept = 0 } = await chrome.storage.local.get(KEY);
  return Number(kept) <= Date.now() ? Number(kept) : 0; // else the clock was set back since
}
